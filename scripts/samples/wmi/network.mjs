// The small network of the sample wmi: hosts, people, and what runs on every host from the start.
import { Network } from "../windows-log.mjs";

const DAY = Date.UTC(2026, 2, 10);
export const SYSTEM32 = "C:\\Windows\\System32";
export const WMIC = `${SYSTEM32}\\wbem\\WMIC.exe`;
export const CMD = `${SYSTEM32}\\cmd.exe`;
export const POWERSHELL = `${SYSTEM32}\\WindowsPowerShell\\v1.0\\powershell.exe`;
export const PRVSE = `${SYSTEM32}\\wbem\\WmiPrvSE.exe`;

/** The log, to which everything is written. */
export const net = new Network(1047);
export const { random } = net;
/** A moment of the day in milliseconds; a second by chance unless given. */
export const at = (hour, minute, second = random.int(0, 59)) =>
  DAY + ((hour * 60 + minute) * 60 + second) * 1000 + random.int(0, 999);

export const hosts = {
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
export const all = [hosts.dc, hosts.files, hosts.database, hosts.admin, ...hosts.desks];
export const people = {
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
/** The account of a computer. */
export const machine = { name: "SYSTEM", domain: "NT AUTHORITY", sid: "S-1-5-18", account: "NT AUTHORITY\\SYSTEM" };
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
export function providerHost(host, time, as = "both") {
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
