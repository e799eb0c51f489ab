import { ownText } from "#base/own-text.ts";
import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { findJsonScalar, type JsonStep, unescapeJson } from "./json-text.ts";

/** An object as `JSON.parse` gives it. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value of JSON is an object, no list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of an object, inherited ones left aside. */
export function ownMember(object: JsonObject, key: string): unknown {
  const value = object[key];
  return value === undefined || typeof value === "string" || Object.hasOwn(object, key) ? value : undefined;
}

/**
 * The text of a scalar as it stands in the JSON text: what `JSON.parse` does to numbers (1.0, 64-bit integers) is undone by
 * looking them up. Undefined for objects and arrays.
 */
export function scalarText(value: unknown, raw: string, path: readonly JsonStep[]): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
      return value ? "true" : "false";
    case "number": {
      const place = findJsonScalar(raw, path);
      return place === null ? String(value) : ownText(raw.slice(place.span.start, place.span.end));
    }
    default:
      return value === null ? "null" : undefined;
  }
}

/** Where the scalar under a path stands in a JSON text. */
export function jsonValueSpan(raw: string, path: readonly JsonStep[]): ValueSpan | null {
  const place = findJsonScalar(raw, path);
  if (place === null) return null;
  const source = raw.slice(place.span.start, place.span.end);
  if (!place.escaped) return { span: place.span, text: source };
  const { text, offsets } = unescapeJson(source);
  const base = place.span.start;
  const at = (unit: number): number => base + (offsets[Math.min(unit, offsets.length - 1)] ?? 0);
  return { span: place.span, text, within: (part) => ({ start: at(part.start), end: at(part.end) }) };
}

/** Values found under one name, with their paths, in the text's order. */
export interface FoundValue {
  readonly value: unknown;
  readonly path: readonly JsonStep[];
}

/** The field value that found scalars make; JSON nulls count only as text. */
export function fieldValue(found: readonly FoundValue[], raw: string, jsonNull: "text" | "absent"): Value {
  const texts: string[] = [];
  for (const { value, path } of found) {
    if (value === null && jsonNull === "absent") continue;
    const text = scalarText(value, raw, path);
    if (text !== undefined) texts.push(text);
  }
  return fromList(texts);
}
