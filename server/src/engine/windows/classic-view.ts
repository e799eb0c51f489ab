import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";
import { fromList, toList, type Value } from "#events/value.ts";
import { cutValue } from "../readers/located-fields.ts";
import { classicLabel } from "./classic-labels.ts";
import type { NamedData } from "./named-data.ts";

/** A value of the text rendering: its text, and where it stands, when it does. */
interface ClassicValue {
  readonly text: string;
  readonly place: () => ValueSpan | null;
}

/** What the rendered message of an event is and where. */
export interface RenderedMessage {
  readonly text: string;
  readonly place: () => ValueSpan | null;
}

/**
 * The names of the text rendering (SPL reference 5.5): `Label:<tab>value` lines of the message, blanks as `_`, repeated
 * labels as several values; without a message the labels that such an event's message has. Values stay as they are in the
 * event, so a message number such as `%%1936` is not spelled out.
 */
export class ClassicView implements NamedData {
  readonly #values = new Map<string, ClassicValue[]>();

  constructor(own: NamedData, channel: string, id: string, message: RenderedMessage | null) {
    const labels = message === null ? [] : [...messageLabels(message.text)];
    if (message !== null && labels.length > 0) {
      for (const { label, text, span } of labels) this.#add(label, { text, place: () => cut(message.place(), span) });
      return;
    }
    for (const name of own.names()) {
      for (const [index, text] of toList(own.get(name)).entries()) {
        this.#add(classicLabel(channel, id, name), { text, place: () => own.spansOf(name)[index] ?? null });
      }
    }
  }

  get(name: string): Value {
    const values = this.#values.get(name);
    return values === undefined ? null : fromList(values.map(({ text }) => text));
  }

  spansOf(name: string): readonly ValueSpan[] {
    const places = (this.#values.get(name) ?? []).map(({ place }) => place());
    return places.filter((place) => place !== null);
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  #add(name: string, value: ClassicValue): void {
    const values = this.#values.get(name);
    if (values === undefined) this.#values.set(name, [value]);
    else values.push(value);
  }
}

function cut(message: ValueSpan | null, span: Span): ValueSpan | null {
  return message === null ? null : cutValue(message, span);
}

const LABELLED = /^[ \t]*(?<label>[A-Za-z][^:\t\r\n]*):(?:[ \t]*\t[ \t]*| )(?<value>[^\t\r\n ][^\r\n]*)$/gm;

/** The `Label: value` lines of a message. */
export function* messageLabels(
  message: string,
): Generator<{ readonly label: string; readonly text: string; readonly span: Span }> {
  for (const match of message.matchAll(LABELLED)) {
    const { label = "", value: rest = "" } = match.groups ?? {};
    const value = rest.replace(/(?<![ \t])[ \t]+$/, "");
    const written = label.trim();
    // A sentence that happens to hold a colon is no label.
    if (written.split(" ").length > 6) continue;
    const start = match.index + match[0].indexOf(value, match[0].indexOf(":") + 1);
    const name = written.replace(/[^A-Za-z0-9_]/g, "_");
    yield { label: name, text: value, span: { start, end: start + value.length } };
  }
}
