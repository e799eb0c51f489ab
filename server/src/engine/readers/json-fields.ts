import type { ValueSpan } from "#events/event.ts";
import { toText, type Value } from "#events/value.ts";
import { parseEventTime } from "./event-time.ts";
import { findByName, namesOf } from "./json-paths.ts";
import { fieldValue, type JsonObject, jsonValueSpan } from "./json-values.ts";
import type { LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";
import { hasTextField, inputField, TEXT_FIELDS, textField } from "./text-fields.ts";
import { joinedTime, SPLIT_TIME, TIME_NAMES } from "./time-names.ts";

/** The fields of a JSON event by automatic extraction (KV_MODE=json, SPL reference 5.4), found when they are asked for. */
export class JsonFields implements LocatedFields {
  readonly #root: JsonObject;
  readonly #text: string;
  readonly #input: ReadInput;
  #time: { readonly epoch: number; readonly field: string } | null | undefined = undefined;

  /** `text` is the JSON text of `root`. */
  constructor(root: JsonObject, text: string, input: ReadInput) {
    this.#root = root;
    this.#text = text;
    this.#input = input;
  }

  get time(): number | null {
    return this.#ownTime()?.epoch ?? null;
  }

  get(name: string): Value {
    if (name === "_time") return this.time;
    const direct = this.#root[name];
    if (typeof direct === "string") return direct;
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: () => this.#text });
    const found = findByName(this.#root, name);
    if (found.length > 0) {
      const value = fieldValue(found, this.#text, this.#input.jsonNull);
      if (value !== null) return value;
    }
    return inputField(name, this.#input, "_json");
  }

  names(): readonly string[] {
    const own = namesOf(this.#root).filter((name) => this.get(name) !== null);
    const known = new Set(own);
    const made = ["_time", "_raw", "host", "source", "sourcetype", "index", ...TEXT_FIELDS];
    const { time } = this;
    const present = (name: string): boolean =>
      TEXT_FIELDS.has(name) ? hasTextField(name, time) : this.get(name) !== null;
    return [...own, ...new Set(made.filter((name) => !known.has(name) && present(name)))];
  }

  spansOf(name: string): readonly ValueSpan[] {
    if (name === "_raw") return [{ span: { start: 0, end: this.#text.length }, text: this.#text }];
    const found = findByName(this.#root, name === "_time" ? (this.#ownTime()?.field ?? name) : name);
    const spans = found.map(({ path }) => jsonValueSpan(this.#text, path));
    return spans.filter((span) => span !== null);
  }

  #ownTime(): { readonly epoch: number; readonly field: string } | null {
    if (this.#time === undefined) this.#time = this.#findTime();
    return this.#time;
  }

  #findTime(): { readonly epoch: number; readonly field: string } | null {
    for (const field of TIME_NAMES) {
      const value = findByName(this.#root, field)[0]?.value;
      if (typeof value !== "string" && typeof value !== "number") continue;
      const epoch = parseEventTime(String(value), this.#input.timeZone);
      if (epoch !== null) return { epoch, field };
    }
    const { day, clock } = SPLIT_TIME;
    const at = joinedTime(toText(this.get(day)), toText(this.get(clock)));
    const epoch = at === null ? null : parseEventTime(at, this.#input.timeZone);
    return epoch === null ? null : { epoch, field: clock };
  }
}
