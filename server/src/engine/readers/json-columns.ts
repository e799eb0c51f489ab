import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import type { ExportColumns } from "./export-fields.ts";
import type { JsonStep } from "./json-text.ts";
import { type FoundValue, fieldValue, isJsonObject, type JsonObject, jsonValueSpan, ownMember } from "./json-values.ts";

/**
 * The columns of a result row that Splunk exported as JSON: under `result`, as the search interface streams them, or by
 * itself when it holds `_raw`. Null for any other object.
 */
export function exportedColumns(value: JsonObject, text: string): ExportColumns | null {
  const { result } = value;
  if (isJsonObject(result) && ("preview" in value || "_raw" in result || "_time" in result)) {
    return new JsonColumns(result, ["result"], text);
  }
  return typeof value._raw === "string" ? new JsonColumns(value, [], text) : null;
}

/** Columns in a JSON object: several values are an array. */
export class JsonColumns implements ExportColumns {
  readonly #row: JsonObject;
  readonly #path: readonly JsonStep[];
  readonly #text: string;

  constructor(row: JsonObject, path: readonly JsonStep[], text: string) {
    this.#row = row;
    this.#path = path;
    this.#text = text;
  }

  get(name: string): Value {
    const value = this.#row[name];
    return typeof value === "string" ? value : fieldValue(this.#find(name), this.#text, "absent");
  }

  spansOf(name: string): readonly ValueSpan[] {
    const spans = this.#find(name).map(({ path }) => jsonValueSpan(this.#text, path));
    return spans.filter((span) => span !== null);
  }

  names(): readonly string[] {
    return Object.keys(this.#row);
  }

  #find(name: string): readonly FoundValue[] {
    const value = ownMember(this.#row, name);
    if (value === undefined) return [];
    const path = [...this.#path, name];
    if (!Array.isArray(value)) return [{ value, path }];
    return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
  }
}
