import { account, baseName, constant, type Derivation, first, same, word } from "./derivation.ts";

type Fields = Readonly<Record<string, Derivation>>;

/** What the Sysmon add-on makes for every event: the process and the user (SPL reference 5.5, 5.6). */
const COMMON: Fields = {
  user: account("User"),
  user_id: same("UserID"),
  process_guid: same("ProcessGuid"),
  process_id: same("ProcessId"),
  process_path: same("Image"),
  process_name: baseName("Image"),
  process_exec: baseName("Image"),
  vendor_product: constant("Microsoft Sysmon"),
};

const PROCESS: Fields = {
  action: constant("allowed"),
  process: same("CommandLine"),
  process_current_directory: same("CurrentDirectory"),
  process_integrity_level: same("IntegrityLevel"),
  process_hash: same("Hashes"),
  original_file_name: same("OriginalFileName"),
  parent_process: same("ParentCommandLine"),
  parent_process_name: baseName("ParentImage"),
  parent_process_exec: baseName("ParentImage"),
  parent_process_path: same("ParentImage"),
  parent_process_id: same("ParentProcessId"),
  parent_process_guid: same("ParentProcessGuid"),
};

const NETWORK: Fields = {
  action: constant("allowed"),
  app: same("Image"),
  src: first(same("SourceHostname"), same("SourceIp")),
  src_ip: same("SourceIp"),
  src_host: same("SourceHostname"),
  src_port: same("SourcePort"),
  dest: first(same("DestinationHostname"), same("DestinationIp")),
  dest_ip: same("DestinationIp"),
  dest_host: same("DestinationHostname"),
  dest_port: same("DestinationPort"),
  transport: same("Protocol"),
  direction: word("Initiated", { true: "outbound", false: "inbound" }),
};

const ACTING: Fields = {
  process_guid: first(same("SourceProcessGuid"), same("SourceProcessGUID")),
  process_id: same("SourceProcessId"),
  process_path: same("SourceImage"),
  process_name: baseName("SourceImage"),
  process_exec: baseName("SourceImage"),
};

const REGISTRY: Fields = {
  registry_path: same("TargetObject"),
  registry_key_name: baseName("TargetObject"),
  action: word("EventType", {
    CreateKey: "created",
    CreateValue: "created",
    DeleteKey: "deleted",
    DeleteValue: "deleted",
    SetValue: "modified",
    RenameKey: "modified",
    RenameValue: "modified",
  }),
};

const FILE: Fields = {
  file_path: same("TargetFilename"),
  file_name: baseName("TargetFilename"),
  file_create_time: same("CreationUtcTime"),
};

const DNS: Fields = {
  query: same("QueryName"),
  answer: same("QueryResults"),
  reply_code_id: same("QueryStatus"),
  src: same("Computer"),
};

/** Fields that the Sysmon add-on makes, by event id; ids that are not listed get the common ones. */
const BY_ID: Readonly<Record<string, Fields>> = {
  1: PROCESS,
  2: { ...FILE, action: constant("modified") },
  3: NETWORK,
  8: ACTING,
  10: ACTING,
  11: { ...FILE, action: constant("created") },
  12: REGISTRY,
  13: { ...REGISTRY, registry_value_name: baseName("TargetObject"), registry_value_data: same("Details") },
  14: REGISTRY,
  15: { ...FILE, action: constant("created"), file_hash: same("Hash") },
  22: DNS,
  23: { ...FILE, action: constant("deleted"), file_hash: same("Hashes") },
  26: { ...FILE, action: constant("deleted"), file_hash: same("Hashes") },
};

const tables = new Map<string, ReadonlyMap<string, Derivation>>();

/** The fields that the Sysmon add-on makes for an event. */
export function sysmonFields(id: string): ReadonlyMap<string, Derivation> {
  let table = tables.get(id);
  if (table === undefined) {
    table = new Map(Object.entries({ ...COMMON, ...BY_ID[id] }));
    tables.set(id, table);
  }
  return table;
}

/** The fields of an event of Sysmon for Linux: those of the same event, but the product is another. */
export function linuxSysmonFields(id: string): ReadonlyMap<string, Derivation> {
  return new Map([...sysmonFields(id)].filter(([name]) => name !== "vendor_product"));
}
