// WMI as it is used every day.
import { all, at, CMD, hosts, machine, net, POWERSHELL, people, providerHost, random, WMIC } from "./network.mjs";

/** WMI as it is used every day: inventory, monitoring, an administrator. */
export function everydayWmi() {
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
