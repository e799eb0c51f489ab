import type { Catalog } from "#catalog/catalog.ts";
import type { EventKind } from "#events/field-set.ts";
import { eventField } from "#semantics/spl/event-fields.ts";

/**
 * Names that different events and renderings use for one thing, in the order in which to offer them. Sources: the field
 * lists of the catalog and the Common Information Model.
 */
const MEANINGS: readonly (readonly string[])[] = [
  [
    "Image",
    "NewProcessName",
    "New_Process_Name",
    "ProcessName",
    "Process_Name",
    "SourceImage",
    "Application",
    "process_path",
  ],
  ["process_name", "Image", "NewProcessName"],
  ["ParentImage", "ParentProcessName", "Creator_Process_Name", "parent_process_path"],
  [
    "CommandLine",
    "Process_Command_Line",
    "process",
    "CONSUMER",
    "Operation",
    "ProviderPath",
    "ScriptBlockText",
    "Payload",
  ],
  ["ParentCommandLine", "parent_process"],
  ["User", "SubjectUserName", "TargetUserName", "Account_Name", "user"],
  ["SubjectUserName", "User", "TargetUserName"],
  ["TargetUserName", "SubjectUserName", "User"],
  ["SourceIp", "IpAddress", "SourceAddress", "ClientAddress", "Source_Network_Address", "src_ip"],
  ["DestinationIp", "DestAddress", "dest_ip"],
  ["SourcePort", "IpPort", "src_port"],
  ["DestinationPort", "DestPort", "dest_port"],
  ["TargetFilename", "ObjectName", "RelativeTargetName", "file_path"],
  ["TargetObject", "ObjectName", "registry_path"],
  ["ProcessId", "NewProcessId", "ClientProcessId", "process_id"],
  ["ParentProcessId", "ProcessId", "parent_process_id"],
  ["ComputerName", "Computer", "host", "dest"],
  ["ServiceFileName", "ImagePath"],
  ["ImagePath", "ServiceFileName"],
];

/** The field of a kind of event that means what `name` means elsewhere. */
export function counterpart(catalog: Catalog, name: string, kind: EventKind): string | undefined {
  const groups = MEANINGS.filter((group) => group[0] === name).concat(
    MEANINGS.filter((group) => group[0] !== name && group.includes(name)),
  );
  for (const group of groups) {
    const found = group.find((other) => other !== name && isOwn(catalog, kind, other));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOwn(catalog: Catalog, kind: EventKind, name: string): boolean {
  const fact = eventField(catalog, kind, name);
  return fact.presence !== "absent" && (fact.from === "event" || fact.from === "header");
}

/** What stands for a name over several kinds: one field, or the distinct fields in order. Empty when some kind has none. */
export function counterparts(catalog: Catalog, name: string, kinds: readonly EventKind[]): readonly string[] {
  const found = kinds.map((kind) => counterpart(catalog, name, kind));
  return found.includes(undefined) ? [] : [...new Set(found.filter((one) => one !== undefined))];
}
