import { JsonColumns } from "../readers/json-columns.ts";
import { isJsonObject, type JsonObject } from "../readers/json-values.ts";
import type { ReadInput } from "../readers/read-input.ts";
import { FlatRecord, isFlatWindows } from "./flat-record.ts";
import { NestedRecord } from "./nested-record.ts";
import { TableRecord } from "./table-record.ts";
import { type TableShape, windowsTableShape } from "./table-shapes.ts";
import type { WindowsRecord } from "./windows-record.ts";
import { WinlogbeatRecord } from "./winlogbeat-record.ts";

/**
 * The Windows event that a JSON object is, or null when it is none. Shapes (SPL reference 5.5): `{"Event":{"System":…}}`
 * with or without the outer key, Winlogbeat's `winlog`, flat exports such as NXLog's, and
 * rows of EvtxECmd and PowerShell.
 */
export function windowsRecordOf(value: JsonObject, raw: string, input: ReadInput): WindowsRecord | null {
  const table = exportShape(value);
  if (table !== null) return new TableRecord(new JsonColumns(value, [], raw), table);
  if (isFlatWindows(value)) return new FlatRecord(value, raw, input);
  const { Event: event, System: system, winlog } = value;
  const hunted = chainsawEvent(value);
  if (hunted !== null) return new NestedRecord(hunted, ["document", "data", "Event"], raw, input, value);
  if (isJsonObject(event) && isJsonObject(event.System)) return new NestedRecord(event, ["Event"], raw, input);
  if (isJsonObject(system)) return new NestedRecord(value, [], raw, input);
  if (isJsonObject(winlog)) return new WinlogbeatRecord(value, winlog, raw, input);
  return null;
}

/** The event in a hit of Chainsaw's; what Chainsaw says of it keeps its own names. */
function chainsawEvent({ document }: JsonObject): JsonObject | null {
  const data = isJsonObject(document) && document.kind === "evtx" ? document.data : null;
  const event = isJsonObject(data) ? data.Event : null;
  return isJsonObject(event) && isJsonObject(event.System) ? event : null;
}

/** The shape of an object that a program wrote as a row with columns of its own; null for flat events. */
function exportShape(value: JsonObject): TableShape | null {
  const evtxecmd = typeof value.Payload === "string" && typeof value.MapDescription === "string";
  const powershell = value.Id !== undefined && typeof value.ProviderName === "string" && "LogName" in value;
  const winlogbeat = value["winlog.event_id"] !== undefined || value["winlog.channel"] !== undefined;
  return evtxecmd || powershell || winlogbeat ? windowsTableShape(Object.keys(value)) : null;
}
