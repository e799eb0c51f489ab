import type { Catalog } from "#catalog/catalog.ts";
import type { EventFact } from "#catalog/event-ids.ts";
import type { Choice } from "./key-tree.ts";
import { loggedFields } from "./sigma-log-fields.ts";

/** What a Sigma rule says of its events. */
export interface LogSource {
  readonly product: string | undefined;
  readonly category: string | undefined;
  readonly service: string | undefined;
}

const SYSMON = "Microsoft-Windows-Sysmon/Operational";

/** Categories with the events that Sysmon or PowerShell writes for them on Windows. */
const EVENTS: Readonly<Record<string, readonly [meaning: string, channel: string, ...ids: number[]]>> = {
  clipboard_capture: ["clipboard content changed", SYSMON, 24],
  create_remote_thread: ["a thread was started in another process", SYSMON, 8],
  create_stream_hash: ["an alternate data stream was created", SYSMON, 15],
  dns_query: ["a process resolved a name", SYSMON, 22],
  driver_load: ["a driver was loaded", SYSMON, 6],
  file_block_executable: ["writing an executable was blocked", SYSMON, 27],
  file_block_shredding: ["overwriting a file before deletion was blocked", SYSMON, 28],
  file_change: ["the creation time of a file was altered", SYSMON, 2],
  file_delete: ["a file was deleted and kept", SYSMON, 23],
  file_delete_detected: ["a deletion was logged", SYSMON, 26],
  file_event: ["a file was created or overwritten", SYSMON, 11],
  file_executable_detected: ["an executable file was written", SYSMON, 29],
  image_load: ["a module was loaded into a process", SYSMON, 7],
  network_connection: ["a process made a connection", SYSMON, 3],
  pipe_created: ["a named pipe was created or connected", SYSMON, 17, 18],
  process_access: ["a handle to another process was opened", SYSMON, 10],
  process_creation: ["a process was started", SYSMON, 1],
  process_tampering: ["a process image was replaced in memory", SYSMON, 25],
  process_termination: ["a process ended", SYSMON, 5],
  ps_classic_start: ["the engine started (Windows PowerShell)", "Windows PowerShell", 400],
  ps_classic_provider_start: ["a provider started (Windows PowerShell)", "Windows PowerShell", 600],
  ps_classic_script: ["pipeline details (Windows PowerShell)", "Windows PowerShell", 800],
  ps_module: ["module logging", "Microsoft-Windows-PowerShell/Operational", 4103],
  ps_script: ["script block logging", "Microsoft-Windows-PowerShell/Operational", 4104],
  raw_access_thread: ["a volume was read past the file system", SYSMON, 9],
  registry_add: ["a registry key was created", SYSMON, 12],
  registry_delete: ["a registry key or value was removed", SYSMON, 12],
  registry_event: ["any change of the registry", SYSMON, 12, 13, 14],
  registry_rename: ["a registry key or value was renamed", SYSMON, 14],
  registry_set: ["a registry value was written", SYSMON, 13],
  sysmon_error: ["Sysmon's own error", SYSMON, 255],
  sysmon_status: ["Sysmon started, stopped or got another configuration", SYSMON, 4, 16],
  wmi_event: ["a WMI filter, consumer or binding was registered", SYSMON, 19, 20, 21],
};

/** Categories of other logs. */
const OTHER_CATEGORIES: readonly Choice[] = [
  ["antivirus", "malware found, by any product"],
  ["application", "log text of an application"],
  ["database", "SQL statements"],
  ["dns", "DNS queries"],
  ["file_access", "a file was opened"],
  ["file_rename", "a file was renamed"],
  ["firewall", "traffic log of a firewall"],
  ["proxy", "web proxy, W3C names"],
  ["webserver", "access log of a web server, W3C names"],
];

export const CATEGORIES: readonly Choice[] = [
  ...Object.entries(EVENTS).map(([name, [meaning]]): Choice => [name, meaning]),
  ...OTHER_CATEGORIES,
];

/** Services by product; those of Windows come from the catalog's channels. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  windows: ["iis", "dhcp", "openssh"],
  linux: ["auditd", "auth", "clamav", "cron", "guacamole", "sshd", "sudo", "syslog", "vsftpd"],
  macos: [],
  aws: ["cloudtrail"],
  azure: ["activitylogs", "auditlogs", "pim", "riskdetection", "signinlogs"],
  gcp: ["gcp.audit", "google_workspace.admin", "google_workspace.login"],
  m365: ["audit", "exchange", "threat_detection", "threat_management"],
  okta: ["okta"],
  onelogin: ["onelogin.events"],
  github: ["audit"],
  bitbucket: ["audit"],
  kubernetes: ["audit"],
  zeek: ["dce_rpc", "dns", "http", "kerberos", "rdp", "smb_files", "x509"],
  cisco: ["aaa", "bgp", "duo", "ldp", "syslog"],
  fortios: ["sslvpnd"],
  huawei: ["bgp", "ldp"],
  juniper: ["bgp", "ldp"],
  paloalto: ["globalprotect"],
  modsecurity: [],
  opencanary: [],
  rpc_firewall: [],
  django: [],
  jvm: [],
  nodejs: [],
  python: [],
  ruby_on_rails: [],
  spring: [],
  sql: [],
  velocity: [],
};

export const PRODUCTS: readonly Choice[] = Object.keys(SERVICES);

/** The services of the product, of every product while it names none. */
export function servicesOf({ product }: LogSource, catalog: Catalog): readonly Choice[] {
  const channels = catalog.windows
    .channels()
    .flatMap(({ channel, sigmaServices }) => sigmaServices.map((service): Choice => [service, channel]));
  const named = product === undefined ? Object.values(SERVICES).flat() : (SERVICES[product] ?? []);
  return product === undefined || product === "windows" ? [...channels, ...named] : named;
}

/** The fields of the events of a log source, with what they hold, those that authors use most first; empty where none are known. */
export function fieldsOf(source: LogSource, catalog: Catalog): readonly (readonly [name: string, doc: string])[] {
  const fields = new Map<string, string>();
  for (const event of eventsOf(generic(source), catalog))
    for (const { name, doc } of event.fields) fields.set(name, doc ?? catalog.fields.describe(name)?.doc ?? "");
  if (fields.size > 0 && (source.product === "windows" || source.product === undefined))
    for (const name of ["EventID", "Channel", "Computer", "Provider_Name"])
      if (!fields.has(name)) fields.set(name, "Of the event's header.");
  if (fields.size === 0) for (const name of loggedFields(source, catalog)) fields.set(name, "");
  const use = (name: string): number => catalog.fields.describe(name)?.use ?? 0;
  return [...fields].sort(([a], [b]) => use(b) - use(a));
}

/** Products whose events of a category have the names that Sysmon gives them, as has the category alone. */
const NAMED_AS_SYSMON = new Set(["linux", "macos", undefined]);

function generic(source: LogSource): LogSource {
  const isCategory = source.category !== undefined && source.service === undefined;
  return isCategory && NAMED_AS_SYSMON.has(source.product) ? { ...source, product: "windows" } : source;
}

/** The events of a log source that the catalog knows. */
export function eventsOf({ product, category, service }: LogSource, catalog: Catalog): readonly EventFact[] {
  if (product !== "windows") return [];
  const [, channel, ...ids]: readonly [string?, string?, ...number[]] = EVENTS[category ?? ""] ?? [];
  if (channel !== undefined) return catalog.windows.eventsOf(channel).filter(({ id }) => ids.includes(id));
  if (service === undefined) return [];
  const served = catalog.windows.channels().filter(({ sigmaServices }) => sigmaServices.includes(service));
  return served.flatMap((one) => [...catalog.windows.eventsOf(one.channel)]);
}

/** What the text of a rule says of its events, read from its lines so that a half-typed rule says it too. */
export function logSourceOf(text: string): LogSource {
  const block = /^logsource:[^\n]*\n((?:[ \t]+[^\n]*(?:\n|$)|[ \t]*\n)*)/m.exec(text)?.[1] ?? "";
  const flow = /^logsource:[ \t]*\{([^}\n]*)/m.exec(text)?.[1] ?? "";
  const said = (key: string): string | undefined =>
    new RegExp(`(?:^|[\\s,{])${key}:[ \\t]*["']?([\\w.-]+)`).exec(`${block}\n${flow}`)?.[1];
  return { product: said("product"), category: said("category"), service: said("service") };
}
