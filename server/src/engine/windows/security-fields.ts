import { baseName, constant, type Derivation, decimal, first, same, word } from "./derivation.ts";

type Fields = Readonly<Record<string, Derivation>>;

const COMMON: Fields = { vendor_product: constant("Microsoft Windows") };

const PROCESS: Fields = {
  action: constant("allowed"),
  user: first(same("SubjectUserName"), same("TargetUserName")),
  user_id: same("SubjectUserSid"),
  Process_Command_Line: same("CommandLine"),
  process: first(same("CommandLine"), same("NewProcessName")),
  process_id: decimal("NewProcessId"),
  process_path: same("NewProcessName"),
  process_name: baseName("NewProcessName"),
  process_exec: baseName("NewProcessName"),
  process_integrity_level: same("MandatoryLabel"),
  parent_process: same("ParentProcessName"),
  parent_process_id: decimal("ProcessId"),
  parent_process_path: same("ParentProcessName"),
  parent_process_name: baseName("ParentProcessName"),
  parent_process_exec: baseName("ParentProcessName"),
};

const LOGON: Fields = {
  user: same("TargetUserName"),
  src_user: same("SubjectUserName"),
  src: first(same("WorkstationName"), same("Workstation"), same("IpAddress")),
  src_ip: same("IpAddress"),
  src_port: same("IpPort"),
  authentication_method: first(same("AuthenticationPackageName"), same("PackageName")),
};

/** Kerberos and NTLM validations tell by their status whether they succeeded. */
const TICKET: Fields = { ...LOGON, action: word("Status", { "0x0": "success" }, "failure") };

const SHARE: Fields = { user: same("SubjectUserName"), src_ip: same("IpAddress"), src_port: same("IpPort") };

const ACCOUNT: Fields = {
  user: same("TargetUserName"),
  src_user: same("SubjectUserName"),
  object: same("TargetUserName"),
  object_category: constant("user"),
  object_id: first(same("TargetSid"), same("TargetUserSid")),
};

const GROUP: Fields = {
  ...ACCOUNT,
  user: first(same("MemberName"), same("MemberSid")),
  object_category: constant("group"),
};

const changes = (fields: Fields, action: string): Fields => ({ ...fields, action: constant(action) });

const BY_ID: Readonly<Record<string, Fields>> = {
  4624: { ...LOGON, action: constant("success") },
  4625: { ...LOGON, action: constant("failure") },
  4648: { ...LOGON, action: constant("success"), dest: first(same("TargetServerName"), same("Computer")) },
  4688: PROCESS,
  4768: TICKET,
  4769: TICKET,
  4771: { ...LOGON, action: constant("failure") },
  4776: TICKET,
  4697: {
    user: same("SubjectUserName"),
    service_name: same("ServiceName"),
    service: same("ServiceFileName"),
    service_path: same("ServiceFileName"),
    start_mode: same("ServiceStartType"),
  },
  4720: changes(ACCOUNT, "created"),
  4722: changes(ACCOUNT, "modified"),
  4723: changes(ACCOUNT, "modified"),
  4724: changes(ACCOUNT, "modified"),
  4725: changes(ACCOUNT, "modified"),
  4726: changes(ACCOUNT, "deleted"),
  4728: changes(GROUP, "modified"),
  4732: changes(GROUP, "modified"),
  4738: changes(ACCOUNT, "modified"),
  4740: changes(ACCOUNT, "lockout"),
  4756: changes(GROUP, "modified"),
  1102: {
    user: same("SubjectUserName"),
    src_user: same("SubjectUserName"),
    action: constant("cleared"),
    object: same("Channel"),
    object_category: constant("log"),
  },
  5140: SHARE,
  5145: SHARE,
};

const tables = new Map<string, ReadonlyMap<string, Derivation>>();

/** The fields that the Windows add-on makes for an event of the Security log (SPL reference 5.6). */
export function securityFields(id: string): ReadonlyMap<string, Derivation> {
  let table = tables.get(id);
  if (table === undefined) {
    table = new Map(Object.entries({ ...COMMON, ...BY_ID[id] }));
    tables.set(id, table);
  }
  return table;
}
