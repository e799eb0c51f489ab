import { isJsonObject, jsonText } from "#events/json-path.ts";
import { printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { documentOf } from "../json-argument.ts";

export const jsonExtractExact = defineFunction({
  name: "json_extract_exact",
  category: "json",
  summary: "The value of a key of a JSON object, the key taken as it is written.",
  details:
    "Dots and braces belong to the key. Several keys give an array; no key gives the whole. Null when nothing is there.",
  params: [
    { name: "json", type: "json", doc: "The text of a JSON object." },
    { name: "key", type: "string", doc: "A key.", optional: true, repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const document = documentOf(args, 0);
    const keys = args.slice(1).map((_, i) => textArgument(args, i + 1, call));
    return (row) => {
      const whole = document(row);
      if (whole === undefined) return null;
      if (keys.length === 0) return jsonText(whole, null);
      const found = keys.map((key) => (isJsonObject(whole) ? whole.get(key(row) ?? "") : undefined));
      const [only] = found;
      if (found.length > 1) return printJson(found.map((each) => each ?? null));
      return only === undefined ? null : jsonText(only, null);
    };
  },
  examples: [
    { eval: 'json_extract_exact(j,"a.b")', row: { j: '{"a.b":"x","a":{"b":"y"}}' }, is: "x" },
    { eval: 'json_extract_exact(j,"c")', row: { j: '{"a":1}' }, is: null },
  ],
});
