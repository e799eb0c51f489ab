import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import { findByName, namesOf } from "../readers/json-paths.ts";
import { fieldValue, type JsonObject, jsonValueSpan, ownMember, scalarText } from "../readers/json-values.ts";
import type { ReadInput } from "../readers/read-input.ts";
import { FLAT_NAMES } from "./flat-names.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

/** Whether an object is a Windows event with its fields at top level. */
export function isFlatWindows(value: JsonObject): boolean {
  const { EventID, EventCode, EventId, event_id, Channel, LogName, channel, log_name, SourceName, Provider_Name } =
    value;
  const id = EventID ?? EventCode ?? EventId ?? event_id;
  if (typeof id !== "number" && typeof id !== "string") return false;
  // A row of Hayabusa's timeline is an alert with the event's values in words of its own.
  if (value.RuleTitle !== undefined && value.Details !== undefined) return false;
  const from = Channel ?? LogName ?? channel ?? log_name ?? SourceName ?? Provider_Name;
  return typeof from === "string";
}

/** A flat export: NXLog's and alike. Names that it gives another meaning than the event does are put right. */
export class FlatRecord implements WindowsRecord {
  readonly #value: JsonObject;
  readonly #raw: string;
  readonly #input: ReadInput;

  constructor(value: JsonObject, raw: string, input: ReadInput) {
    this.#value = value;
    this.#raw = raw;
    this.#input = input;
  }

  system(item: SystemItem): string | null {
    const name = this.#nameOf(item);
    if (name === null) return null;
    const value = this.#value[name];
    if (typeof value === "string") return value;
    if (Number.isSafeInteger(value) && item !== "Keywords") return String(value);
    return scalarText(value, this.#raw, [name]) ?? null;
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    const name = this.#nameOf(item);
    return name === null ? null : jsonValueSpan(this.#raw, [name]);
  }

  data(name: string): Value {
    const key = this.#keyOf(name);
    const value = this.#value[key];
    if (typeof value === "string") return value;
    if (value === undefined && !key.includes("{") && !key.includes(".")) return null;
    return fieldValue(findByName(this.#value, key), this.#raw, this.#input.jsonNull);
  }

  dataSpans(name: string): readonly ValueSpan[] {
    const spans: ValueSpan[] = [];
    for (const { path } of findByName(this.#value, this.#keyOf(name))) {
      const span = jsonValueSpan(this.#raw, path);
      if (span !== null) spans.push(span);
    }
    return spans;
  }

  dataNames(): readonly string[] {
    return namesOf(this.#value).filter((name) => name !== "EventTypeOrignal");
  }

  message(): string | null {
    const { Message, message } = this.#value;
    return typeof Message === "string" ? Message : typeof message === "string" ? message : null;
  }

  messageSpan(): ValueSpan | null {
    return jsonValueSpan(this.#raw, ["Message"]) ?? jsonValueSpan(this.#raw, ["message"]);
  }

  part(): null {
    return null;
  }

  #nameOf(item: SystemItem): string | null {
    for (const name of FLAT_NAMES[item]) {
      const value = this.#value[name];
      if (typeof value === "string" || typeof value === "number") return name;
    }
    return null;
  }

  /** NXLog keeps the event's own EventType under a name of its own, since it writes the severity there. */
  #keyOf(name: string): string {
    return name === "EventType" && ownMember(this.#value, "EventTypeOrignal") !== undefined ? "EventTypeOrignal" : name;
  }
}
