import type { Span } from "#base/span.ts";
import type { FieldSource, SampleEvent, ValueSpan } from "#events/event.ts";

/** Fields that know where their values stand in the event's text. */
export interface LocatedFields extends FieldSource {
  /** The places of a field's values, in order; none when the field is not from the text. */
  spansOf(name: string): readonly ValueSpan[];
}

/** The places of a field of an event whose fields are located; the `spansOf` of every text reader. */
export function spansOfLocated(event: SampleEvent, field: string): readonly ValueSpan[] {
  const fields: FieldSource = event.fields;
  return "spansOf" in fields ? (fields as LocatedFields).spansOf(field) : [];
}

/** The span in the event's text of a part of a value. */
export function partSpan(value: ValueSpan, part: Span): Span {
  if (value.within !== undefined) return value.within(part);
  return { start: value.span.start + part.start, end: value.span.start + part.end };
}

/** A part of a value as a value of its own. */
export function cutValue(value: ValueSpan, part: Span): ValueSpan {
  const text = value.text.slice(part.start, part.end);
  const { within } = value;
  const span = partSpan(value, part);
  if (within === undefined) return { span, text };
  return { span, text, within: (inner) => within({ start: part.start + inner.start, end: part.start + inner.end }) };
}

/** A value whose text was computed from the text at a place, and cannot be mapped in parts: hex to decimal, a time. */
export function convertedValue(value: ValueSpan, text: string): ValueSpan {
  const { span } = value;
  return text === value.text ? value : { span, text, within: () => span };
}

/** A value of a text that is itself a value, as a value of the outer text. */
export function nestedValue(outer: ValueSpan, value: ValueSpan): ValueSpan {
  const whole = cutValue(outer, value.span);
  const inner = value.within;
  if (inner === undefined) return { ...whole, text: value.text };
  return { span: whole.span, text: value.text, within: (part) => cutValue(outer, inner(part)).span };
}
