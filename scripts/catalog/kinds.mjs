// The kind of a field that no fact of field-facts.mjs describes: by the type of the manifest, else by its name.

const BY_TYPE = {
  SID: "sid",
  GUID: "guid",
  FILETIME: "time",
  SYSTEMTIME: "time",
  Pointer: "hex-id",
  HexInt32: "hex-id",
  HexInt64: "hex-id",
  Boolean: "enum",
  Double: "number",
};

/** Kind of a field by type and name, or undefined when neither says it. */
export function kindOf(name, type) {
  if (BY_TYPE[type]) return BY_TYPE[type];
  if (/^U?Int\d+$/.test(type)) {
    if (/(?:Port)$/.test(name)) return "port";
    if (/(?:Id|ID|Pid|PID)$/.test(name)) return "decimal-id";
    return "number";
  }
  if (/(?:CommandLine)$/.test(name)) return "command-line";
  if (/(?:Guid|GUID)$/.test(name)) return "guid";
  return undefined;
}
