import { LruMap } from "#base/memo.ts";
import { followJsonPath, type JsonStep, jsonText, parseJsonPath } from "#events/json-path.ts";
import { type Json, printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { documentOf } from "../json-argument.ts";

export const jsonExtract = defineFunction({
  name: "json_extract",
  category: "json",
  summary: "The value that a path leads to in a JSON text.",
  details:
    "Paths are `a.b`, `a{0}.b` for one element, `a{}.b` for all, which gives an array. A text or number is itself, an object or array its " +
    "JSON. Several paths give an array; no path gives the whole. Null when nothing is there or the text is no JSON.",
  params: [
    { name: "json", type: "json", doc: "The JSON text." },
    { name: "path", type: "string", doc: "A path.", optional: true, repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const document = documentOf(args, 0);
    const paths = args.slice(1).map((_, i) => textArgument(args, i + 1, call));
    const known = new LruMap<string, readonly JsonStep[]>(64);
    const at = (whole: Json, path: string | null): Json | undefined => {
      if (path === null) return undefined;
      const found = followJsonPath(
        whole,
        known.getOrCompute(path, () => parseJsonPath(path)),
      );
      return found.multiple && found.values.length > 0 ? [...found.values] : found.values[0];
    };
    return (row) => {
      const whole = document(row);
      if (whole === undefined) return null;
      if (paths.length === 0) return jsonText(whole, null);
      const found = paths.map((path) => at(whole, path(row)));
      const [only] = found;
      if (found.length > 1) return printJson(found.map((each) => each ?? null));
      return only === undefined ? null : jsonText(only, null);
    };
  },
  examples: [
    { eval: 'json_extract(j,"a.b{1}")', row: { j: '{"a":{"b":[1,2]}}' }, is: "2" },
    { eval: 'json_extract(j,"a")', row: { j: '{"a":{"b":[1, 2.50]}}' }, is: '{"b":[1,2.50]}' },
    { eval: 'json_extract(j,"l{}.n")', row: { j: '{"l":[{"n":"x"},{"n":"y"}]}' }, is: '["x","y"]' },
    { eval: 'json_extract(j,"a","b")', row: { j: '{"a":1}' }, is: "[1,null]" },
    { eval: 'json_extract(j,"z")', row: { j: '{"a":1}' }, is: null },
  ],
});
