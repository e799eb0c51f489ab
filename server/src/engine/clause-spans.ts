import type { Span } from "#base/span.ts";
import type { SampleEvent, ValueSpan } from "#events/event.ts";
import { toText } from "#events/value.ts";
import type { ClauseTrace } from "#runtime/run-context.ts";
import { partSpan } from "./readers/located-fields.ts";
import type { Reader } from "./readers/reader.ts";

/** A piece of an event's text, and the field that it is (part of) the value of. */
export interface ClauseSpan {
  readonly span: Span;
  readonly field: string;
}

/**
 * The text of an event that made a clause true. A field that a command wrote is followed back to the event's fields that it
 * was made of; where its text is not theirs position by position (it may be in lower case, or joined), the matched text
 * is looked for in theirs, and failing that the whole value is shown.
 */
export function clauseSpans(
  trace: ClauseTrace,
  sources: ReadonlyMap<string, readonly string[]> | null,
  event: SampleEvent,
  reader: Reader,
): readonly ClauseSpan[] {
  if (trace.field === null) return [];
  const value = toText(trace.value);
  if (value === null) return [];
  const matched = trace.matched ?? { start: 0, end: value.length };
  const spans: ClauseSpan[] = [];
  for (const field of baseFields(trace.field, sources)) {
    const places = placesOf(event, field, reader);
    for (const span of matchedIn(places, value, matched)) spans.push({ span, field });
  }
  return spans.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The places of a field; a field of a dataset (`Processes.process_name`) is the event's field without the prefix. */
function placesOf(event: SampleEvent, field: string, reader: Reader): readonly ValueSpan[] {
  const places = reader.spansOf(event, field);
  const dot = field.lastIndexOf(".");
  return places.length > 0 || dot < 0 || event.fields.get(field) !== null
    ? places
    : reader.spansOf(event, field.slice(dot + 1));
}

/** The event's own fields behind a field; a field that was rewritten from itself is its own. */
function baseFields(field: string, sources: ReadonlyMap<string, readonly string[]> | null): readonly string[] {
  const bases = new Set<string>();
  const visited = new Set<string>();
  const follow = (name: string): void => {
    const from = sources?.get(name);
    if (from === undefined) bases.add(name);
    else if (visited.has(name)) return;
    else {
      visited.add(name);
      if (from.includes(name)) bases.add(name);
      for (const next of from) if (next !== name) follow(next);
    }
  };
  follow(field);
  return [...bases];
}

function matchedIn(places: readonly ValueSpan[], value: string, matched: Span): readonly Span[] {
  if (places.length === 0) return [];
  const aligned = alignedPart(places, value, matched);
  if (aligned !== null) return [aligned];
  const wanted = value.slice(matched.start, matched.end).toLowerCase();
  const found: Span[] = [];
  for (const place of places) {
    const text = place.text.toLowerCase();
    const at = wanted === "" || text.length !== place.text.length ? -1 : text.indexOf(wanted);
    if (at >= 0) found.push(partSpan(place, { start: at, end: at + wanted.length }));
  }
  return found.length > 0 ? found : places.map(({ span }) => span);
}

/** The matched part when the value is the places' texts joined by newlines, in whatever case. */
function alignedPart(places: readonly ValueSpan[], value: string, matched: Span): Span | null {
  let start = 0;
  let part: Span | null = null;
  for (const place of places) {
    const end = start + place.text.length;
    if (value.slice(start, end).toLowerCase() !== place.text.toLowerCase()) return null;
    if (matched.start >= start && matched.end <= end) {
      part ??= partSpan(place, { start: matched.start - start, end: matched.end - start });
    }
    start = end + 1;
  }
  return start - 1 === value.length ? part : null;
}
