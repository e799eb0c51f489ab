import { isJsonObject } from "#events/json-path.ts";
import { printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { documentOf } from "../json-argument.ts";

export const jsonKeys = defineFunction({
  name: "json_keys",
  category: "json",
  summary: "The keys of a JSON object, as the text of an array.",
  params: [{ name: "json", type: "json", doc: "The text of a JSON object." }],
  returns: "any",
  nulls: "maybe",
  compile: (args) => {
    const document = documentOf(args, 0);
    return (row) => {
      const whole = document(row);
      return whole !== undefined && isJsonObject(whole) ? printJson([...whole.keys()]) : null;
    };
  },
  examples: [
    { eval: "json_keys(j)", row: { j: '{"k":1,"l":2}' }, is: '["k","l"]' },
    { eval: "json_keys(j)", row: { j: "[1]" }, is: null },
  ],
});
