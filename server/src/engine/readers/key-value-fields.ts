import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import { parseEventTime } from "./event-time.ts";
import type { LocatedFields } from "./located-fields.ts";
import type { ReadInput } from "./read-input.ts";
import { inputField, TEXT_FIELDS, textField } from "./text-fields.ts";
import { joinedTime, SPLIT_TIME } from "./time-names.ts";

const PAIR = /(?<![\w.])([A-Za-z_][\w.]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,;&"]+))/g;
const MAX_FIELDS = 100;
const MAX_TEXT = 10_240;
const TIME =
  /^\W{0,3}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?|\d{1,2}\/\d{1,2}\/\d{4}[ ,:]+\d{1,2}:\d\d:\d\d(?:\.\d+)?(?:\s*[AP]M)?)/;
/** The time of a record of Linux's audit daemon, before the number of the event. */
const AUDIT = /\bmsg=audit\((\d{9,10}\.\d{3})(?=:\d+\))/;

/**
 * The fields of a line of text by automatic extraction (KV_MODE=auto, SPL reference 5.4): `key=value` and `key="quoted"`,
 * the first value of a key, 100 keys in the first 10,240 characters. The time is the one that the line begins with, or that
 * of a key called time, timestamp or _time.
 */
export class KeyValueFields implements LocatedFields {
  readonly #text: string;
  readonly #input: ReadInput;
  #pairs: ReadonlyMap<string, Span> | null = null;
  #time: { readonly epoch: number; readonly span: Span } | null | undefined = undefined;

  constructor(text: string, input: ReadInput) {
    this.#text = text;
    this.#input = input;
  }

  get time(): number | null {
    return this.#findTime()?.epoch ?? null;
  }

  get(name: string): Value {
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: () => this.#text });
    const span = this.#all().get(name);
    if (span !== undefined) return unescaped(this.#text.slice(span.start, span.end));
    return inputField(name, this.#input, "text");
  }

  names(): readonly string[] {
    const names = ["_time", "_raw", ...this.#all().keys(), "host", "source", "sourcetype", "index", ...TEXT_FIELDS];
    return [...new Set(names)].filter((name) => this.get(name) !== null);
  }

  spansOf(name: string): readonly ValueSpan[] {
    if (name === "_raw") return [{ span: { start: 0, end: this.#text.length }, text: this.#text }];
    const span = name === "_time" ? this.#findTime()?.span : this.#all().get(name);
    if (span === undefined) return [];
    const source = this.#text.slice(span.start, span.end);
    const text = unescaped(source);
    return [text === source ? { span, text } : { span, text, within: (part) => escapedPart(source, span.start, part) }];
  }

  #all(): ReadonlyMap<string, Span> {
    this.#pairs ??= pairsOf(this.#text.slice(0, MAX_TEXT));
    return this.#pairs;
  }

  #findTime(): { readonly epoch: number; readonly span: Span } | null {
    if (this.#time === undefined) this.#time = this.#leadingTime() ?? this.#namedTime();
    return this.#time;
  }

  #leadingTime(): { readonly epoch: number; readonly span: Span } | null {
    const match = TIME.exec(this.#text);
    const written = match?.[1];
    if (match === null || written === undefined) return null;
    const epoch = parseEventTime(written, this.#input.timeZone);
    const start = match[0].length - written.length;
    return epoch === null ? null : { epoch, span: { start, end: start + written.length } };
  }

  #namedTime(): { readonly epoch: number; readonly span: Span } | null {
    const audit = AUDIT.exec(this.#text);
    if (audit?.[1] !== undefined) {
      const start = audit.index + audit[0].length - audit[1].length;
      return { epoch: Number(audit[1]), span: { start, end: start + audit[1].length } };
    }
    for (const name of ["_time", "timestamp", "time", "eventtime"]) {
      const span = this.#all().get(name);
      const epoch =
        span === undefined ? null : parseEventTime(this.#text.slice(span.start, span.end), this.#input.timeZone);
      if (span !== undefined && epoch !== null) return { epoch, span };
    }
    return this.#splitTime();
  }

  #splitTime(): { readonly epoch: number; readonly span: Span } | null {
    const [day, clock] = [this.#all().get(SPLIT_TIME.day), this.#all().get(SPLIT_TIME.clock)];
    if (day === undefined || clock === undefined) return null;
    const at = joinedTime(this.#text.slice(day.start, day.end), this.#text.slice(clock.start, clock.end));
    const epoch = at === null ? null : parseEventTime(at, this.#input.timeZone);
    return epoch === null ? null : { epoch, span: clock };
  }
}

/** The keys of a text with the places of their values, the first of each key. */
function pairsOf(text: string): ReadonlyMap<string, Span> {
  const pairs = new Map<string, Span>();
  for (const match of text.matchAll(PAIR)) {
    const [whole, key = "", quoted, bare] = match;
    if (pairs.has(key)) continue;
    const end = match.index + whole.length - (bare === undefined ? 1 : 0);
    pairs.set(key, { start: end - (bare ?? quoted ?? "").length, end });
    if (pairs.size >= MAX_FIELDS) break;
  }
  return pairs;
}

/** Whether a line has the shape of key=value text. */
export function hasPairs(line: string): boolean {
  return pairsOf(line.slice(0, MAX_TEXT)).size >= 2;
}

function unescaped(source: string): string {
  return source.includes("\\") ? source.replace(/\\(["\\])/g, "$1") : source;
}

function escapedPart(source: string, base: number, part: Span): Span {
  const at = (wanted: number): number => {
    let unit = 0;
    let offset = 0;
    while (unit < wanted && offset < source.length) {
      offset += /^\\["\\]/.test(source.slice(offset, offset + 2)) ? 2 : 1;
      unit++;
    }
    return base + offset;
  };
  return { start: at(part.start), end: at(part.end) };
}
