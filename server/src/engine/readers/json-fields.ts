import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import { findByName, namesOf } from "./json-paths.ts";
import { fieldValue, type JsonObject, jsonValueSpan } from "./json-values.ts";
import type { LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";
import { inputField, TEXT_FIELDS, textField } from "./text-fields.ts";

/** What fields need to know of the event that they belong to. */
export interface EventText {
  readonly time: number | null;
  /** The name of the field that the time was read from, when it was. */
  readonly timeField: string | null;
  raw(): string;
}

/** The fields of a JSON event by automatic extraction (KV_MODE=json, SPL reference 5.4), found when they are asked for. */
export class JsonFields implements LocatedFields {
  readonly #root: JsonObject;
  readonly #event: EventText;
  readonly #input: ReadInput;

  constructor(root: JsonObject, event: EventText, input: ReadInput) {
    this.#root = root;
    this.#event = event;
    this.#input = input;
  }

  get(name: string): Value {
    if (name === "_time") return this.#event.time;
    const direct = this.#root[name];
    if (typeof direct === "string") return direct;
    if (TEXT_FIELDS.has(name)) return textField(name, this.#event);
    const found = findByName(this.#root, name);
    if (found.length > 0) {
      const value = fieldValue(found, this.#event.raw(), this.#input.jsonNull);
      if (value !== null) return value;
    }
    return inputField(name, this.#input, "_json");
  }

  names(): readonly string[] {
    const own = namesOf(this.#root).filter((name) => this.get(name) !== null);
    const known = new Set(own);
    const made = ["_time", "_raw", "host", "source", "sourcetype", "index", ...TEXT_FIELDS];
    return [...own, ...new Set(made.filter((name) => !known.has(name) && this.get(name) !== null))];
  }

  spansOf(name: string): readonly ValueSpan[] {
    const raw = this.#event.raw();
    if (name === "_raw" && this.#root._raw === undefined) return [{ span: { start: 0, end: raw.length }, text: raw }];
    const found = findByName(this.#root, name === "_time" ? (this.#event.timeField ?? name) : name);
    const spans: ValueSpan[] = [];
    for (const { path } of found) {
      const span = jsonValueSpan(raw, path);
      if (span !== null) spans.push(span);
    }
    return spans;
  }
}
