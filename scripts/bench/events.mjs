/**
 * A JSON-lines log like those of Windows hosts, for measuring: made from a seed, so that every run reads the same bytes.
 * A third of the events is process creation (Sysmon 1), the others are network connections, image loads, registry and logons.
 */
export function makeLog(events, seed = 1047) {
  let state = seed;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  const pick = (list) => list[random(list.length)];
  const images = [
    "cmd.exe",
    "svchost.exe",
    "powershell.exe",
    "wbem\\WMIC.exe",
    "conhost.exe",
    "notepad.exe",
    "chrome.exe",
    "reg.exe",
  ];
  const users = ["CORP\\ann", "CORP\\bob", "NT AUTHORITY\\SYSTEM", "CORP\\svc_backup", "CORP\\eve"];
  const commands = [
    "/c dir",
    "-nop -w hidden -c get-date",
    "process call create calc.exe",
    "-k netsvcs",
    "query HKLM\\Software",
    "--type=renderer",
  ];
  const hex = (n) => Array.from({ length: n }, () => random(16).toString(16)).join("");
  const guid = () => `{${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}}`;
  const lines = [];
  for (let i = 0; i < events; i++) {
    const time = new Date(Date.UTC(2026, 2, 1) + i * 137).toISOString();
    const image = `C:\\Windows\\System32\\${pick(images)}`;
    const common = {
      EventTime: time,
      Computer: `ws${random(40)}.corp.example`,
      ProviderName: "Microsoft-Windows-Sysmon",
      EventRecordID: i,
      UtcTime: time.replace("T", " ").slice(0, 23),
      ProcessGuid: guid(),
      ProcessId: String(random(9000)),
      Image: image,
      User: pick(users),
    };
    const kind = random(9);
    if (kind < 3) {
      lines.push({
        Channel: "Microsoft-Windows-Sysmon/Operational",
        EventID: 1,
        ...common,
        CommandLine: `${image} ${pick(commands)} ${random(100_000)}`,
        CurrentDirectory: "C:\\Windows\\",
        LogonId: `0x${hex(6)}`,
        IntegrityLevel: pick(["High", "Medium", "System"]),
        Hashes: `SHA256=${hex(64)}`,
        ParentProcessGuid: guid(),
        ParentImage: `C:\\Windows\\System32\\${pick(images)}`,
        ParentCommandLine: `${pick(images)} ${pick(commands)}`,
        OriginalFileName: pick(images),
      });
    } else if (kind < 5) {
      lines.push({
        Channel: "Microsoft-Windows-Sysmon/Operational",
        EventID: 3,
        ...common,
        Protocol: "tcp",
        SourceIp: `10.0.${random(8)}.${random(250)}`,
        SourcePort: String(49152 + random(10_000)),
        DestinationIp: `10.1.${random(8)}.${random(250)}`,
        DestinationPort: String(pick([135, 443, 445, 80, 5985])),
      });
    } else if (kind < 8) {
      lines.push({
        Channel: "Microsoft-Windows-Sysmon/Operational",
        EventID: 7,
        ...common,
        ImageLoaded: `C:\\Windows\\System32\\${hex(5)}.dll`,
        Hashes: `SHA256=${hex(64)}`,
        Signed: "true",
      });
    } else {
      lines.push({
        Channel: "Security",
        EventID: 4624,
        ...common,
        TargetUserName: pick(users),
        LogonType: String(pick([2, 3, 5])),
        IpAddress: `10.0.0.${random(250)}`,
      });
    }
  }
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

/** A rule file of about 300 lines: Rulehound's own format with eight analytics. */
export function makeRule() {
  const analytic = (n) => `  - name: "Analytic ${n}"
    query: |
      index=security source="XmlWinEventLog:Security" EventCode IN (4688, 4624, 4656)
      | eval process=lower(NewProcessName), command=lower(CommandLine)
      | search process IN ("*\\\\wmic.exe", "*\\\\powershell.exe", "*\\\\cmd.exe")
      | where like(command, "%process call create%") OR match(command, "shadow(copy)?\\s+delete") OR command LIKE "*gwmi*"
      | join type=left LogonId
          [ search index=security source="XmlWinEventLog:Security" EventCode=4624 LogonType=3
            | rename TargetLogonId AS LogonId
            | fields LogonId, IpAddress, WorkstationName ]
${Array.from({ length: 20 }, (_, i) => `      | eval step${i}=if(isnull(command), "none", substr(command, ${i + 1}, 12))`).join("\n")}
      | stats count min(_time) AS first_seen max(_time) AS last_seen values(command) AS commands BY ComputerName, SubjectUserName, process
      | where count > 3
      | sort - count
      | table first_seen, last_seen, ComputerName, SubjectUserName, process, commands, count`;
  const head =
    "name: Measured rule\nid: 7f6c1d52-0000-4000-8000-00000000beef\nstatus: test\ndescription: Made for measuring.\nanalytics:\n";
  return `${head}${Array.from({ length: 8 }, (_, i) => analytic(i + 1)).join("\n")}\n`;
}
