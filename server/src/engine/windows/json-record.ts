import { isJsonObject, type JsonObject } from "../readers/json-values.ts";
import type { ReadInput } from "../readers/read-input.ts";
import { FlatRecord, isFlatWindows } from "./flat-record.ts";
import { NestedRecord } from "./nested-record.ts";
import type { WindowsRecord } from "./windows-record.ts";
import { WinlogbeatRecord } from "./winlogbeat-record.ts";

/**
 * The Windows event that a JSON object is, or null when it is none. Shapes (SPL reference 5.5): `{"Event":{"System":…}}`
 * with or without the outer key, Winlogbeat's `winlog`, and flat exports such as NXLog's.
 */
export function windowsRecordOf(value: JsonObject, raw: string, input: ReadInput): WindowsRecord | null {
  if (isFlatWindows(value)) return new FlatRecord(value, raw, input);
  const { Event: event, System: system, winlog } = value;
  if (isJsonObject(event) && isJsonObject(event.System)) return new NestedRecord(event, ["Event"], raw, input);
  if (isJsonObject(system)) return new NestedRecord(value, [], raw, input);
  if (isJsonObject(winlog)) return new WinlogbeatRecord(value, winlog, raw, input);
  return null;
}
