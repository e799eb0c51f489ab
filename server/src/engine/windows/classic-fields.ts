import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { parseEventTime } from "../readers/event-time.ts";
import type { LocatedFields } from "../readers/located-fields.ts";
import type { ReadInput } from "../readers/read-input.ts";
import { TEXT_FIELDS, textField } from "../readers/text-fields.ts";
import { canonicalChannel } from "./channels.ts";
import { messageLabels } from "./classic-view.ts";
import { profileField, textAlternatives } from "./profile.ts";

/** Other names of the header's lines (SPL reference 5.5). */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["EventID", "EventCode"],
  ["signature_id", "EventCode"],
  ["Channel", "LogName"],
  ["Computer", "ComputerName"],
  ["host", "ComputerName"],
  ["dvc", "ComputerName"],
  ["dest", "ComputerName"],
]);

/**
 * The fields of a Windows event in text: a line with the time, `Key=Value` lines, and after `Message=` the message, whose
 * `Label: value` lines are fields too, repeated ones with several values. The names are those of the text rendering under
 * every profile, since that is what the log holds; the profile decides source and sourcetype.
 */
export class ClassicFields implements LocatedFields {
  readonly #text: string;
  readonly #input: ReadInput;
  readonly #spans: ReadonlyMap<string, readonly Span[]>;
  readonly time: number | null;

  constructor(text: string, input: ReadInput) {
    this.#text = text;
    this.#input = input;
    this.#spans = readSpans(text);
    this.time = parseEventTime(text.slice(0, lineEnd(text, 0)).trim(), input.timeZone);
  }

  get channel(): string {
    const written = this.#spans.get("LogName")?.[0];
    return written === undefined ? "" : canonicalChannel(this.#text.slice(written.start, written.end));
  }

  get(name: string): Value {
    if (name === "source" || name === "sourcetype") {
      return this.#input.defaults[name] ?? profileField(name, this.channel, this.#profile());
    }
    if (name === "index") return this.#input.defaults.index ?? null;
    if (TEXT_FIELDS.has(name)) return textField(name, { time: this.time, raw: () => this.#text });
    const value = fromList(this.spansOf(name).map(({ text }) => text));
    return value === null && name === "host" ? (this.#input.defaults.host ?? null) : value;
  }

  alternatives(name: string): readonly string[] {
    if ((name !== "source" && name !== "sourcetype") || this.#input.defaults[name] !== undefined) return [];
    return this.#input.windowsProfile === "union" ? textAlternatives(name, this.channel) : [];
  }

  names(): readonly string[] {
    const names = [
      "_time",
      "_raw",
      ...this.#spans.keys(),
      ...ALIASES.keys(),
      "source",
      "sourcetype",
      "index",
      ...TEXT_FIELDS,
    ];
    return [...new Set(names)].filter((name) => this.get(name) !== null);
  }

  spansOf(name: string): readonly ValueSpan[] {
    if (name === "_raw") return [{ span: { start: 0, end: this.#text.length }, text: this.#text }];
    if (name === "_time") {
      const span = { start: 0, end: this.#text.slice(0, lineEnd(this.#text, 0)).trimEnd().length };
      return [{ span, text: this.#text.slice(span.start, span.end) }];
    }
    const own = this.#spans.get(name) ?? this.#spans.get(ALIASES.get(name) ?? "") ?? [];
    return own.map((span) => ({ span, text: this.#text.slice(span.start, span.end) }));
  }

  /** A text event shows the text rendering's names unless the older ones are asked for. */
  #profile(): "classic" | "legacy" {
    return this.#input.windowsProfile === "legacy" ? "legacy" : "classic";
  }
}

const PAIR = /^([A-Za-z_]\w*)=/;

function readSpans(text: string): ReadonlyMap<string, readonly Span[]> {
  const spans = new Map<string, Span[]>();
  const add = (name: string, span: Span): void => {
    const list = spans.get(name);
    if (list === undefined) spans.set(name, [span]);
    else list.push(span);
  };
  let at = nextLine(text, 0);
  while (at < text.length) {
    const end = lineEnd(text, at);
    const pair = PAIR.exec(text.slice(at, end));
    const start = at + (pair?.[0].length ?? 0);
    if (pair?.[1] === "Message") {
      const message = text.slice(start).trimEnd();
      add("Message", { start, end: start + message.length });
      for (const { label, span } of messageLabels(message)) {
        add(label, { start: start + span.start, end: start + span.end });
      }
      return spans;
    }
    if (pair?.[1] !== undefined) add(pair[1], { start, end: Math.max(start, end) });
    at = nextLine(text, end);
  }
  return spans;
}

/** Where a line ends, its line end left aside. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
