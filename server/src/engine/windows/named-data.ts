import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import { cutValue } from "../readers/located-fields.ts";
import { hasMessageForm, type MessageValue, readMessage } from "./message-forms.ts";
import type { WindowsRecord } from "./windows-record.ts";

/** The values of an event beyond its header, under the names that one rendering gives them. */
export interface NamedData {
  get(name: string): Value;
  spansOf(name: string): readonly ValueSpan[];
  names(): readonly string[];
}

const NO_VALUES: ReadonlyMap<string, MessageValue> = new Map();

/** The event's own names (XML rendering). Values that an export left out are read from its message where that is possible. */
export class XmlView implements NamedData {
  readonly #record: WindowsRecord;
  readonly #message: ReadonlyMap<string, MessageValue>;

  constructor(record: WindowsRecord, channel: string, id: string) {
    this.#record = record;
    const message = hasMessageForm(channel, id) ? record.message() : null;
    this.#message = message === null ? NO_VALUES : readMessage(channel, id, message);
  }

  get(name: string): Value {
    const value = this.#record.data(name);
    if (value !== null || this.#message.size === 0) return value;
    return this.#message.get(name)?.text ?? null;
  }

  spansOf(name: string): readonly ValueSpan[] {
    const spans = this.#record.dataSpans(name);
    if (spans.length > 0 || this.#message.size === 0 || this.#record.data(name) !== null) return spans;
    const value = this.#message.get(name);
    const message = value === undefined ? null : this.#record.messageSpan();
    return message === null || value === undefined ? [] : [cutValue(message, value.span)];
  }

  names(): readonly string[] {
    return [...this.#record.dataNames(), ...this.#message.keys()];
  }
}
