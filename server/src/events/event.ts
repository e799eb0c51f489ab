import type { Span } from "#base/span.ts";
import type { Origin } from "./origin.ts";
import type { Value } from "./value.ts";
import type { WireConnection } from "./wire.ts";

/** Read access to the fields of an event as its reader found them. Never changes. */
export interface FieldSource {
  /** The value of a field, null when the event has no such field. `_raw` and `_time` are fields too. */
  get(name: string): Value;
  /** The names of all fields that are present, in the event's order. */
  names(): readonly string[];
  /**
   * Other values for which a search comparison on the field holds too: the names that a Windows event's source and
   * sourcetype have under other profiles. Aggregations and displays use `get` alone.
   */
  alternatives?(name: string): readonly string[];
  /** Gives up what was parsed from the event's text, for an event that waits; when it is asked again it parses anew. */
  unload?(): void;
}

/** One record of a sample. */
export interface SampleEvent {
  readonly fields: FieldSource;
  /** Epoch seconds, fraction kept; null when the event tells no time. */
  readonly time: number | null;
  readonly origin: Origin;
  /** The event's text as it stands in the sample's text rendering; spans of values refer to it. */
  raw(): string;
  /** The traffic behind the event, where the sample holds bytes: the same object for all events of one connection. */
  readonly wire?: WireConnection;
}

/** A place in an event's text that holds (a value of) a field. */
export interface ValueSpan {
  /** UTF-16 span in the event's text, quotes excluded. */
  readonly span: Span;
  /** The value as text. */
  readonly text: string;
  /**
   * Maps a span of `text` to a span of the event's text (escapes make the two differ); absent when they agree character
   * by character.
   */
  readonly within?: (part: Span) => Span;
}
