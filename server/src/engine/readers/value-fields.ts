import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import type { TimedFields } from "./located-event.ts";
import { convertedValue, type LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";
import type { InputDefaults } from "./reader.ts";
import { inputField, TEXT_FIELDS, textField } from "./text-fields.ts";

const INPUT_FIELDS: ReadonlySet<string> = new Set(["host", "source", "sourcetype", "index"]);

/** What a line of text says: values with their places, its time, and the fields of a part that has a form of its own. */
export interface LineValues {
  readonly values: ReadonlyMap<string, readonly ValueSpan[]>;
  readonly time: { readonly epoch: number; readonly place: ValueSpan } | null;
  /** What the text's form says of its source, before the format's own words. */
  readonly said?: InputDefaults;
  /** Fields of the text from an offset to the end; values of the line itself go first. */
  readonly inner: { readonly fields: TimedFields; readonly offset: number } | null;
}

/** The fields of a line whose values are found together, when the first one is asked for. */
export class ValueFields implements LocatedFields {
  readonly #text: string;
  readonly #input: ReadInput;
  readonly #sourcetype: string;
  readonly #read: () => LineValues;
  #line: LineValues | null = null;

  /** `sourcetype` is what the format is called when nothing else is said. */
  constructor(text: string, input: ReadInput, sourcetype: string, read: () => LineValues) {
    this.#text = text;
    this.#input = input;
    this.#sourcetype = sourcetype;
    this.#read = read;
  }

  get time(): number | null {
    const { time, inner } = this.#found();
    return time === null ? (inner?.fields.time ?? null) : time.epoch;
  }

  get(name: string): Value {
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: () => this.#text });
    const { values, inner, said } = this.#found();
    const own = values.get(name);
    if (own !== undefined) return fromList(own.map(({ text }) => text));
    if (INPUT_FIELDS.has(name)) {
      const defaults = { ...said, ...this.#input.defaults };
      return inputField(name, said === undefined ? this.#input : { ...this.#input, defaults }, this.#sourcetype);
    }
    return inner?.fields.get(name) ?? null;
  }

  names(): readonly string[] {
    const { values, inner } = this.#found();
    const names = [
      "_time",
      "_raw",
      ...values.keys(),
      ...(inner?.fields.names() ?? []),
      ...INPUT_FIELDS,
      ...TEXT_FIELDS,
    ];
    return [...new Set(names)].filter((name) => this.get(name) !== null);
  }

  spansOf(name: string): readonly ValueSpan[] {
    if (name === "_raw") return [{ span: { start: 0, end: this.#text.length }, text: this.#text }];
    const { values, time, inner } = this.#found();
    if (name === "_time" && time !== null) return [time.place];
    const own = values.get(name);
    if (own !== undefined) return own;
    if (inner === null || INPUT_FIELDS.has(name)) return [];
    return inner.fields.spansOf(name).map((value) => shifted(value, inner.offset));
  }

  #found(): LineValues {
    this.#line ??= this.#read();
    return this.#line;
  }
}

function shifted({ span, text, within }: ValueSpan, by: number): ValueSpan {
  const moved = { span: { start: span.start + by, end: span.end + by }, text };
  if (within === undefined) return moved;
  return {
    ...moved,
    within: (part) => {
      const { start, end } = within(part);
      return { start: start + by, end: end + by };
    },
  };
}

/** Collects values of a text by name. */
export class ValueList {
  readonly values = new Map<string, ValueSpan[]>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds the text between two offsets; an empty one is no value. The first value of a name counts. */
  add(name: string, start: number, end: number): void {
    if (end > start) this.put(name, { span: { start, end }, text: this.#text.slice(start, end) });
  }

  /** Adds a text that was made of the one between two offsets. */
  addConverted(name: string, start: number, end: number, text: string): void {
    this.put(name, convertedValue({ span: { start, end }, text: this.#text.slice(start, end) }, text));
  }

  /** Adds a value in which a backslash may stand before some characters. */
  addEscaped(name: string, start: number, end: number, decode: (escaped: string) => string | null): void {
    const source = this.#text.slice(start, end);
    if (!source.includes("\\")) {
      this.put(name, { span: { start, end }, text: source });
      return;
    }
    let text = "";
    const places: number[] = [];
    for (let at = 0; at < source.length; ) {
      const found = source[at] === "\\" && at + 1 < source.length ? decode(source[at + 1] ?? "") : null;
      places.push(start + at);
      text += found ?? source[at];
      at += found === null ? 1 : 2;
    }
    places.push(end);
    const within = (part: { readonly start: number; readonly end: number }) => ({
      start: places[part.start] ?? end,
      end: places[part.end] ?? end,
    });
    this.put(name, { span: { start, end }, text, within });
  }

  put(name: string, value: ValueSpan): void {
    if (!this.values.has(name)) this.values.set(name, [value]);
  }
}
