import { type Json, JsonNumber, type JsonObject, printJson } from "./json-text.ts";
import type { Value } from "./value.ts";
import { fromList } from "./value.ts";

/** A step of a path: a key, an array position (negative from the end), or all elements of an array. */
export type JsonStep = { readonly key: string } | { readonly index: number } | { readonly all: true };

/** Reads `a.b{0}.c`, `a{}.c`, also `{0}` for a position in an array at the top (SPL reference 4.5). */
export function parseJsonPath(path: string): readonly JsonStep[] {
  const steps: JsonStep[] = [];
  for (const part of path.split(".")) {
    const brace = /^(.*?)((?:\{-?\d*\})+)$/.exec(part);
    const key = brace === null ? part : (brace[1] ?? "");
    if (key !== "") steps.push({ key });
    for (const [, index] of (brace?.[2] ?? "").matchAll(/\{(-?\d*)\}/g)) {
      steps.push(index === "" || index === undefined ? { all: true } : { index: Number(index) });
    }
  }
  return steps;
}

/** Every value that a path leads to, in order. `multiple` says whether the path has a step that fans out. */
export function followJsonPath(json: Json, path: readonly JsonStep[]): { values: readonly Json[]; multiple: boolean } {
  let values: readonly Json[] = [json];
  let multiple = false;
  for (const step of path) {
    if ("all" in step) multiple = true;
    values = values.flatMap((value) => [...stepInto(value, step)]);
  }
  return { values, multiple };
}

function stepInto(value: Json, step: JsonStep): readonly Json[] {
  if ("key" in step) {
    const member = isJsonObject(value) ? value.get(step.key) : undefined;
    return member === undefined ? [] : [member];
  }
  if (!Array.isArray(value)) return [];
  if ("all" in step) return value;
  const item = value[step.index < 0 ? value.length + step.index : step.index];
  return item === undefined ? [] : [item];
}

/** Whether a JSON value is an object. */
export function isJsonObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

/** The text of a scalar, or of an object or array as JSON; null for JSON null unless `nullText` says how it reads. */
export function jsonText(value: Json, nullText: string | null): string | null {
  if (value === null) return nullText;
  if (typeof value === "string") return value;
  if (value instanceof JsonNumber) return value.text;
  return printJson(value);
}

/** The field value of several JSON values. */
export function jsonValues(values: readonly Json[], nullText: string | null): Value {
  const texts = values.map((value) => jsonText(value, nullText)).filter((text) => text !== null);
  return fromList(texts);
}
