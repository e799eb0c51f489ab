// A working day without an intruder.
import { all, at, hosts, machine, net, people, random, SYSTEM32 } from "./network.mjs";

/** People log on. */
export function mornings() {
  hosts.desks.forEach((host, i) => {
    const person = people.staff[i];
    host.owner = net.session(person, host, at(7 + (i % 2), random.int(35, 55)));
    const time = at(8, random.int(0, 8));
    host.explorer = net.process(
      host,
      time,
      host.owner,
      "C:\\Windows\\explorer.exe",
      "C:\\Windows\\Explorer.EXE",
      net.running(host, host.owner, `${SYSTEM32}\\userinit.exe`, `${SYSTEM32}\\userinit.exe`),
      { product: { Description: "Windows Explorer" } },
    );
    net.session(person, hosts.files, time + random.int(2000, 9000), { type: 3, from: host });
  });
  hosts.admin.owner = net.session(people.admin, hosts.admin, at(7, 48));
  hosts.admin.explorer = net.running(
    hosts.admin,
    hosts.admin.owner,
    "C:\\Windows\\explorer.exe",
    "C:\\Windows\\Explorer.EXE",
  );
}

const WEB = [
  { ip: "203.0.113.24", name: "login.cloud.example" },
  { ip: "198.51.100.77", name: "cdn.news.example" },
  { ip: "203.0.113.90", name: "mail.cloud.example" },
  { ip: "192.0.2.115", name: "" },
];

/** What people do all day. */
export function officeWork() {
  const programs = [
    [
      "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE",
      '"C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE"',
      443,
    ],
    [
      "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE",
      (who) =>
        `"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE" "C:\\Users\\${who}\\Documents\\network budget ${random.int(2024, 2026)}.xlsx"`,
      0,
    ],
    [
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
      () =>
        `"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" --type=renderer --renderer-client-id=${random.int(5, 80)}`,
      443,
    ],
    ["C:\\Program Files\\Teams\\ms-teams.exe", '"C:\\Program Files\\Teams\\ms-teams.exe" --system-initiated', 443],
    [
      `${SYSTEM32}\\notepad.exe`,
      (who) => `"${SYSTEM32}\\notepad.exe" C:\\Users\\${who}\\Desktop\\notes-${random.int(1, 40)}.txt`,
      0,
    ],
    [`${SYSTEM32}\\mstsc.exe`, () => `"${SYSTEM32}\\mstsc.exe" /v:SRV0${random.int(1, 2)}`, 3389],
  ];
  for (let i = 0; i < 46; i++) {
    const host = random.pick(hosts.desks);
    const [image, line, port] = random.pick(programs);
    const time = at(random.int(8, 16), random.int(9, 59));
    const who = host.owner.person.name;
    const started = net.process(
      host,
      time,
      host.owner,
      image,
      typeof line === "function" ? line(who) : line,
      host.explorer,
      { as: random.pick(["both", "sysmon", "security", "sysmon"]) },
    );
    if (port === 443)
      net.connection(started, time + random.int(300, 4000), random.pick(WEB), 443, { portName: "https" });
    if (port === 3389)
      net.connection(started, time + random.int(300, 4000), hosts.files, 3389, { portName: "ms-wbt-server" });
  }
}

/** What computers do by themselves. */
export function background() {
  const chores = [
    [`${SYSTEM32}\\svchost.exe`, `${SYSTEM32}\\svchost.exe -k netsvcs -p -s wuauserv`],
    [`${SYSTEM32}\\svchost.exe`, `${SYSTEM32}\\svchost.exe -k LocalServiceNetworkRestricted -p -s DHCP`],
    [`${SYSTEM32}\\wbem\\WMIADAP.exe`, "wmiadap.exe /F /T /R"],
    [`${SYSTEM32}\\taskhostw.exe`, "taskhostw.exe SYSTEM"],
    [`${SYSTEM32}\\msiexec.exe`, `${SYSTEM32}\\msiexec.exe /V`],
    [`${SYSTEM32}\\conhost.exe`, `\\??\\${SYSTEM32}\\conhost.exe 0xffffffff -ForceV1`],
  ];
  for (let i = 0; i < 34; i++) {
    const host = random.pick(all);
    const [image, line] = random.pick(chores);
    net.process(
      host,
      at(random.int(7, 17), random.int(0, 59)),
      host.system,
      image,
      line,
      image.includes("WMIADAP") ? host.winmgmt : host.services,
      { as: random.pick(["both", "security", "sysmon"]), integrity: "System" },
    );
  }
  for (let i = 0; i < 22; i++) {
    const host = random.pick(all);
    net.session(
      random.pick([machine, machine, people.backup, people.monitor]),
      host,
      at(random.int(7, 17), random.int(0, 59)),
      { type: 5 },
    );
  }
  for (let i = 0; i < 20; i++) {
    const host = random.pick([hosts.dc, hosts.files, hosts.database]);
    const from = random.pick(hosts.desks);
    net.session(
      random.pick([...people.staff, { ...people.staff[0], name: `${from.name}$`, sid: "S-1-5-18" }]),
      host,
      at(random.int(8, 17), random.int(0, 59)),
      { type: 3, from },
    );
  }
  for (let i = 0; i < 16; i++) {
    const host = random.pick(hosts.desks);
    const lsass = net.running(host, host.system, `${SYSTEM32}\\lsass.exe`, `${SYSTEM32}\\lsass.exe`);
    net.connection(
      lsass,
      at(random.int(8, 17), random.int(0, 59)),
      hosts.dc,
      ...random.pick([
        [88, { portName: "kerberos" }],
        [389, { portName: "ldap" }],
        [135, { portName: "epmap" }],
        [445, { portName: "microsoft-ds" }],
      ]),
    );
  }
}
