import { jsonLines } from "#engine/readers/json-lines.ts";
import type { ReadContext } from "#engine/readers/reader.ts";
import { bytesSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";
import { readAll, utf8 } from "./read-all.ts";

export const CHANNEL = "Microsoft-Windows-Sysmon/Operational";
export const IMAGE = "C:\\Windows\\System32\\wbem\\WMIC.exe";
export const LINE = 'wmic /node:"srv1" process call create "calc.exe"';
export const TIME = "2026-03-10T09:14:07.512Z";

/** The event that a line of JSON holds. */
export async function json(value: unknown, over: Partial<ReadContext> = {}): Promise<SampleEvent> {
  const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(JSON.stringify(value))), over);
  if (events[0] === undefined) throw new Error("no event");
  return events[0];
}

/** The values of some fields of an event. */
export const valuesOf = (event: SampleEvent, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, event.fields.get(name)]));
