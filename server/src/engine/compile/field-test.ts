import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import { formatNumber, toList, toText, type Value } from "#events/value.ts";
import type { Settings } from "#runtime/settings.ts";
import type { ClauseDetail } from "./clause.ts";
import type { ValueTest } from "./value-test.ts";

/**
 * Fields that may have several names for the same thing under different add-ons (SPL reference 5.5, profile `union`): equal
 * to one is enough, and being different means being different from all.
 */
const ALTERNATIVES: ReadonlySet<string> = new Set(["source", "sourcetype"]);

/** A two-valued test of a row on one field. */
export interface FieldTest {
  readonly field: string;
  readonly test: (row: Row) => boolean;
  readonly detail: () => ClauseDetail;
}

/** A test that holds when any value of the field passes; an absent field never does (SPL reference 2.1). */
export function anyValueTest(field: string, value: ValueTest): FieldTest {
  const { test } = value;
  return {
    field,
    test: ALTERNATIVES.has(field)
      ? (row) => holdsForAny(row.get(field), test) || otherNames(row, field).some(test)
      : (row) => holdsForAny(row.get(field), test),
    detail: () => placeDetail(field, value),
  };
}

/** The names that the field of the row's event has besides its value, unless a command has rewritten the field. */
function otherNames(row: Row, field: string): readonly string[] {
  const fields = row.event?.fields;
  if (fields?.alternatives === undefined || row.get(field) !== fields.get(field)) return [];
  return fields.alternatives(field);
}

function holdsForAny(value: Value, test: (text: string) => boolean): boolean {
  if (typeof value === "string") return test(value);
  if (value === null) return false;
  if (typeof value === "object") return value.some(test);
  return test(typeof value === "number" ? formatNumber(value) : (toText(value) ?? ""));
}

/** `!=`: the field is there and any value differs, or none is equal, by the setting `mvNotEquals`. */
export function differsTest(field: string, value: ValueTest, settings: Settings): FieldTest {
  const none = settings.mvNotEquals === "none-equals" || ALTERNATIVES.has(field);
  const differs = (text: string): boolean => !value.test(text);
  const test = none
    ? (row: Row) =>
        row.get(field) !== null && !holdsForAny(row.get(field), value.test) && !otherNames(row, field).some(value.test)
    : (row: Row) => holdsForAny(row.get(field), differs);
  const whole: ValueTest = { test: differs, find: (text) => (differs(text) ? { start: 0, end: text.length } : null) };
  return { field, test, detail: () => placeDetail(field, whole) };
}

/** Tells the field, its value, and where in its text the first value that passes has the matching part. */
export function placeDetail(field: string, value: ValueTest): ClauseDetail {
  return (row, truth) => {
    const seen = row.get(field);
    const matched = truth === true ? placeOf(toList(seen), value) : undefined;
    return { field, value: seen, ...(matched === undefined ? {} : { matched }) };
  };
}

function placeOf(texts: readonly string[], value: ValueTest): Span | undefined {
  let start = 0;
  for (const text of texts) {
    const found = value.find(text);
    if (found !== null) return { start: start + found.start, end: start + found.end };
    start += text.length + 1;
  }
  return undefined;
}
