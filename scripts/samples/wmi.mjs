// Writes samples/wmi/events.jsonl: a working day in a small network, and in it an intruder who uses WMI (T1047).
//   node scripts/samples/wmi.mjs            writes the file
//   node scripts/samples/wmi.mjs --check    says whether the committed file is what this script makes

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Network } from "./windows-log.mjs";

const FILE = fileURLToPath(new URL("../../samples/wmi/events.jsonl", import.meta.url));
const DAY = Date.UTC(2026, 2, 10);
const SYSTEM32 = "C:\\Windows\\System32";
const WMIC = `${SYSTEM32}\\wbem\\WMIC.exe`;
const CMD = `${SYSTEM32}\\cmd.exe`;
const POWERSHELL = `${SYSTEM32}\\WindowsPowerShell\\v1.0\\powershell.exe`;
const PRVSE = `${SYSTEM32}\\wbem\\WmiPrvSE.exe`;

const net = new Network(1047);
const { random } = net;
const at = (hour, minute, second = random.int(0, 59)) =>
  DAY + ((hour * 60 + minute) * 60 + second) * 1000 + random.int(0, 999);

const hosts = {
  dc: net.host("DC01", "10.20.0.10"),
  files: net.host("SRV01", "10.20.1.21"),
  database: net.host("SRV02", "10.20.1.22"),
  admin: net.host("ADM01", "10.20.2.5"),
  desks: [
    net.host("WS01", "10.20.3.11"),
    net.host("WS02", "10.20.3.12"),
    net.host("WS03", "10.20.3.13"),
    net.host("WS04", "10.20.3.14"),
  ],
};
const all = [hosts.dc, hosts.files, hosts.database, hosts.admin, ...hosts.desks];
const people = {
  staff: [
    net.person("a.brandt", 1104),
    net.person("j.okafor", 1107),
    net.person("m.keller", 1112),
    net.person("s.lindqvist", 1119),
  ],
  admin: net.person("adm.rossi", 1131),
  backup: net.person("svc_backup", 1150),
  monitor: net.person("svc_monitor", 1151),
};
const machine = { name: "SYSTEM", domain: "NT AUTHORITY", sid: "S-1-5-18", account: "NT AUTHORITY\\SYSTEM" };
const service = {
  name: "NETWORK SERVICE",
  domain: "NT AUTHORITY",
  sid: "S-1-5-20",
  account: "NT AUTHORITY\\NETWORK SERVICE",
};

for (const host of all) {
  host.system = { person: machine, id: "0x3e7", guid: net.guid(host) };
  host.service = { person: service, id: "0x3e4", guid: net.guid(host) };
  host.services = net.running(host, host.system, `${SYSTEM32}\\services.exe`, `${SYSTEM32}\\services.exe`);
  host.rpcss = net.running(host, host.service, `${SYSTEM32}\\svchost.exe`, `${SYSTEM32}\\svchost.exe -k RPCSS -p`);
  host.dcom = net.running(host, host.system, `${SYSTEM32}\\svchost.exe`, `${SYSTEM32}\\svchost.exe -k DcomLaunch -p`);
  host.winmgmt = net.running(
    host,
    host.system,
    `${SYSTEM32}\\svchost.exe`,
    `${SYSTEM32}\\svchost.exe -k netsvcs -p -s Winmgmt`,
  );
}

/** A provider host as Windows starts it when somebody uses WMI. */
function providerHost(host, time, as = "both") {
  return net.process(
    host,
    time,
    host.service,
    PRVSE,
    "C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding",
    host.dcom,
    { as, integrity: "System", product: { Description: "WMI Provider Host" } },
  );
}

function mornings() {
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
function officeWork() {
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
function background() {
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

/** WMI as it is used every day: inventory, monitoring, an administrator. */
function everydayWmi() {
  const providers = [
    ["CIMWin32", "%systemroot%\\system32\\wbem\\cimwin32.dll"],
    ["MS_NT_EVENTLOG_PROVIDER", "%systemroot%\\system32\\wbem\\ntevt.dll"],
    ["WmiPerfClass", "C:\\Windows\\System32\\wbem\\WmiPerfClass.dll"],
    ["RegProv", "%systemroot%\\system32\\wbem\\stdprov.dll"],
    ["Win32_WIN32_TERMINALSERVICE_Prov", "%systemroot%\\system32\\tscfgwmi.dll"],
  ];
  for (let i = 0; i < 24; i++) {
    const host = random.pick(all);
    const time = at(random.int(7, 17), random.int(0, 59));
    net.provider(host, time, ...random.pick(providers));
    if (i % 4 === 0) providerHost(host, time - random.int(20, 90), random.pick(["sysmon", "security"]));
  }
  const queries = [
    "Start IWbemServices::ExecQuery - root\\cimv2 : select FreeSpace, Size from Win32_LogicalDisk where DriveType = 3",
    "Start IWbemServices::ExecQuery - root\\cimv2 : SELECT Name, State FROM Win32_Service WHERE StartMode = 'Auto'",
    "Start IWbemServices::ExecNotificationQuery - root\\cimv2 : SELECT * FROM __InstanceModificationEvent WITHIN 30 WHERE TargetInstance ISA 'Win32_OperatingSystem'",
    "Start IWbemServices::GetObject - root\\cimv2 : Win32_Battery",
    "Start IWbemServices::ExecQuery - root\\StandardCimv2 : select * from MSFT_NetAdapter",
  ];
  for (let i = 0; i < 16; i++) {
    const host = random.pick(all);
    const code = random.pick(["0x80041010", "0x80041032", "0x80041017", "0x8004100e"]);
    net.failure(
      host,
      at(random.int(7, 17), random.int(0, 59)),
      random.pick([people.monitor, machine]),
      random.pick(queries),
      { code, client: random.pick([host.name, host.name, "ADM01"]) },
    );
  }
  for (const host of [hosts.dc, hosts.files]) {
    net.binding(
      host,
      at(7, random.int(2, 20)),
      "SCM Event Log Filter",
      'NTEventLogEventConsumer="SCM Event Log Consumer"',
      'Binding EventFilter: \ninstance of __EventFilter\n{\n\tEventNamespace = "root\\\\cimv2";\n\tName = "SCM Event Log Filter";\n\tQuery = "select * from MSFT_SCMEventLogEvent";\n\tQueryLanguage = "WQL";\n};\nPerm. Consumer: \ninstance of NTEventLogEventConsumer\n{\n\tCategory = 0;\n\tEventType = 1;\n\tName = "SCM Event Log Consumer";\n\tSourceName = "Service Control Manager";\n};\n',
    );
  }
  const admin = hosts.admin;
  const shell = net.process(admin, at(9, 31), admin.owner, CMD, `"${CMD}" `, admin.explorer, {
    integrity: "High",
    product: { Description: "Windows Command Processor" },
  });
  for (const [minute, line] of [
    [32, "wmic os get Caption,Version /value"],
    [34, "wmic  logicaldisk get DeviceID,FreeSpace"],
    [41, "wmic service where \"StartMode='Auto'\" get Name,State"],
  ]) {
    net.process(admin, at(9, minute), admin.owner, WMIC, line, shell, {
      as: minute === 34 ? "sysmon" : "both",
      integrity: "High",
      product: { Description: "WMI Commandline Utility", OriginalFileName: "wmic.exe" },
    });
  }
  const remoting = net.process(
    admin,
    at(10, 2),
    admin.owner,
    POWERSHELL,
    "powershell.exe -NoLogo -Command Enter-PSSession -ComputerName SRV01",
    admin.explorer,
    { integrity: "High", product: { Description: "Windows PowerShell", OriginalFileName: "PowerShell.EXE" } },
  );
  net.connection(remoting, at(10, 3), hosts.files, 5985);
  net.session(people.admin, hosts.files, at(10, 3), { type: 3, from: admin });
  net.process(
    admin,
    at(15, 12),
    admin.owner,
    POWERSHELL,
    "powershell.exe -NoLogo -File C:\\Scripts\\inventory.ps1 -OutFile C:\\Reports\\inventory.csv",
    admin.explorer,
    { integrity: "High", product: { Description: "Windows PowerShell", OriginalFileName: "PowerShell.EXE" } },
  );
}

/** From 13:20 on somebody works at WS03 with m.keller's account. */
function intrusion() {
  const ws = hosts.desks[2];
  const server = hosts.database;
  const who = ws.owner.person;
  const wmic = {
    product: { Description: "WMI Commandline Utility", OriginalFileName: "wmic.exe" },
    cwd: `C:\\Users\\${who.name}\\Downloads\\`,
  };
  const shell = net.process(ws, at(13, 20), ws.owner, CMD, `"${SYSTEM32}\\cmd.exe" /q`, ws.explorer, {
    product: { Description: "Windows Command Processor" },
  });
  net.process(ws, at(13, 22), ws.owner, WMIC, "wmic  computersystem get Domain,UserName", shell, wmic);

  const first = net.process(
    ws,
    at(13, 24, 8),
    ws.owner,
    WMIC,
    'wmic  /node:"SRV02" process call create "cmd.exe /q /c hostname > C:\\Windows\\Temp\\h.txt"',
    shell,
    wmic,
  );
  net.connection(first, at(13, 24, 9), server, 135, { portName: "epmap" });
  net.connection(first, at(13, 24, 9), server, 49_668);
  net.connection(server.rpcss, at(13, 24, 10), ws, 135, { initiated: false, portName: "epmap" });
  const remote = net.session(who, server, at(13, 24, 10), { type: 3, from: ws });
  const started = providerHost(server, at(13, 24, 11));
  net.provider(server, at(13, 24, 11), "CIMWin32", "%systemroot%\\system32\\wbem\\cimwin32.dll", started.pid);
  const child = (time, line) =>
    net.process(server, time, remote, CMD, line, started, {
      integrity: "High",
      cwd: "C:\\Windows\\system32\\",
      product: { Description: "Windows Command Processor" },
    });
  child(at(13, 24, 12), "cmd.exe /q /c hostname > C:\\Windows\\Temp\\h.txt");

  net.failure(server, at(13, 27), who, "Start IWbemServices::ExecMethod - root\\cimv2 : Win32_Process::Create", {
    client: "WS03",
    code: "0x80041003",
    pid: first.pid,
  });
  const second = net.process(
    ws,
    at(13, 31, 40),
    ws.owner,
    POWERSHELL,
    "powershell.exe -nop -w hidden -c \"Invoke-WmiMethod -ComputerName SRV02 -Class Win32_Process -Name Create -ArgumentList 'cmd.exe /c nltest /domain_trusts'\"",
    shell,
    { product: { Description: "Windows PowerShell", OriginalFileName: "PowerShell.EXE" } },
  );
  net.connection(second, at(13, 31, 41), server, 135, { portName: "epmap" });
  child(at(13, 31, 43), "cmd.exe /c nltest /domain_trusts");

  const third = net.process(
    ws,
    at(13, 44, 3),
    ws.owner,
    WMIC,
    'wmic  /node:10.20.1.22 /user:CORP\\m.keller process call create "cmd.exe /c wmic shadowcopy delete /nointeractive"',
    shell,
    wmic,
  );
  net.connection(third, at(13, 44, 4), server, 135, { portName: "epmap" });
  const last = child(at(13, 44, 6), "cmd.exe /c wmic shadowcopy delete /nointeractive");
  net.process(server, at(13, 44, 7), remote, WMIC, "wmic  shadowcopy delete /nointeractive", last, {
    integrity: "High",
    ...wmic,
    cwd: "C:\\Windows\\system32\\",
  });

  net.binding(
    server,
    at(13, 52, 30),
    "DiskSpaceWatch",
    'CommandLineEventConsumer="DiskSpaceWatch"',
    'Binding EventFilter: \ninstance of __EventFilter\n{\n\tEventNamespace = "root/cimv2";\n\tName = "DiskSpaceWatch";\n\tQuery = "select * from __InstanceModificationEvent within 60 where TargetInstance isa \'Win32_PerfFormattedData_PerfOS_System\' and TargetInstance.SystemUpTime >= 240";\n\tQueryLanguage = "WQL";\n};\nPerm. Consumer: \ninstance of CommandLineEventConsumer\n{\n\tCommandLineTemplate = "powershell.exe -nop -w hidden -c IEX (gc C:\\\\Windows\\\\Temp\\\\disk.log -Raw)";\n\tName = "DiskSpaceWatch";\n\tRunInteractively = FALSE;\n};\n',
  );
  net.process(
    server,
    at(13, 57, 12),
    server.system,
    POWERSHELL,
    "powershell.exe -nop -w hidden -c IEX (gc C:\\Windows\\Temp\\disk.log -Raw)",
    started,
    { integrity: "System", product: { Description: "Windows PowerShell", OriginalFileName: "PowerShell.EXE" } },
  );
}

mornings();
officeWork();
background();
everydayWmi();
intrusion();

const text = net.text();
if (process.argv.includes("--check")) {
  const same = readFileSync(FILE, "utf8") === text;
  console.log(
    same
      ? "samples/wmi/events.jsonl is up to date"
      : "samples/wmi/events.jsonl differs: run node scripts/samples/wmi.mjs",
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(FILE, text);
  console.log(`${net.log.length} events written to samples/wmi/events.jsonl`);
}
