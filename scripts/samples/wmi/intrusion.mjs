// The intruder.
import { at, CMD, hosts, net, POWERSHELL, providerHost, SYSTEM32, WMIC } from "./network.mjs";

/** From 13:20 on somebody works at WS03 with m.keller's account. */
export function intrusion() {
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
