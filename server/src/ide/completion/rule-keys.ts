import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { type KeyShape, RULEHOUND_SHAPE, type Shape } from "#semantics/rule/formats/rulehound-shape.ts";
import type { CompletionItem, CompletionList } from "../types.ts";
import { rankOf } from "./provider.ts";

interface Line {
  /** Where a list item begins, -1 without one. */
  readonly dash: number;
  readonly column: number;
  readonly key: string;
}

const LINE = /^( *)((?:- +)*)([\w-]+):(?=\s|$)/;
const KEY = /^( *)((?:- +)*)([\w-]*)$/;
const VALUE = /^( *)((?:- +)*)([\w-]+): +(\S.*)?$/;

/** In Rulehound's own rule file, outside searches: the keys of the mapping at an offset, or the values of its key. */
export function completeRuleKeys({ document, rule }: DocumentAnalysis, offset: number): CompletionList | undefined {
  if (rule.format !== "rulehound") return undefined;
  const lines = document.text.slice(0, offset).split(/\r?\n/);
  const typed = lines.pop() ?? "";
  const value = VALUE.exec(typed);
  const [, space = "", dashes = "", name = ""] = value ?? KEY.exec(typed) ?? [];
  if (value === null && !KEY.test(typed)) return undefined;
  const dash = dashes === "" ? -1 : space.length + dashes.lastIndexOf("-");
  const above = surroundings(lines, { dash, column: space.length + dashes.length, key: name });
  const shape = shapeAt(above.path);
  if (shape === undefined) return undefined;
  if (value === null) return listed(keysOf(shape, above.present), offset, name.length);
  const items = valuesOf(name, shape[name], rule.analytics);
  return items.length === 0 ? undefined : listed(items, offset, value[4]?.length ?? 0);
}

function listed(items: readonly CompletionItem[], offset: number, length: number): CompletionList {
  return { span: { start: offset - length, end: offset }, items, incomplete: false };
}

/** The keys that lead to a line, outermost first, and those of its own mapping above it. */
function surroundings(lines: readonly string[], line: Line): { path: readonly string[]; present: readonly string[] } {
  const path: string[] = [];
  const present: string[] = [];
  let { column, dash } = line;
  for (const text of [...lines].reverse()) {
    const found = LINE.exec(text);
    if (found === null) continue;
    const [, space = "", dashes = "", key = ""] = found;
    const at = space.length + dashes.length;
    const own = dashes === "" ? -1 : space.length + dashes.lastIndexOf("-");
    const parent = dash === -1 ? at < column : at <= dash && own < dash;
    if (parent) {
      path.unshift(key);
      column = at;
      dash = own;
    } else if (dash === -1 && at === column) {
      if (path.length === 0) present.push(key);
      dash = own;
    }
  }
  return { path, present };
}

/** The keys that a path of keys leads to; undefined inside a text, or below a key that the format does not have. */
function shapeAt(path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = RULEHOUND_SHAPE.file;
  for (const key of path) {
    const below: KeyShape | undefined = shape?.[key];
    if (below?.type === "mapping" || below?.type === "list") shape = RULEHOUND_SHAPE[below.of];
    else if (below?.type === "samples") shape = RULEHOUND_SHAPE.sample;
    else if (below?.type === "range") shape = RULEHOUND_SHAPE.range;
    else return undefined;
  }
  return shape;
}

function keysOf(shape: Shape, present: readonly string[]): readonly CompletionItem[] {
  return Object.entries(shape)
    .filter(([key]) => !present.includes(key))
    .map(([key, { doc, required }], index) => ({
      label: key,
      kind: "key",
      detail: required ? "required" : "",
      documentation: doc,
      insert: `${key}:`,
      rank: rankOf(required ? 0 : 1, 1000 - index),
    }));
}

function valuesOf(
  key: string,
  shape: KeyShape | undefined,
  analytics: readonly { readonly name: string }[],
): readonly CompletionItem[] {
  const names = key === "analytic" ? analytics.map(({ name }) => name) : [];
  const values = shape?.type === "text" ? [...(shape.values ?? []), ...names] : [];
  return values.map((value, index) => ({
    label: value,
    kind: "value",
    detail: "",
    // A JSON text is a YAML text as well; a name may hold what YAML gives a meaning to.
    insert: /^[a-z][a-z -]*[a-z]$/i.test(value) ? value : JSON.stringify(value),
    rank: rankOf(0, 1000 - index),
  }));
}
