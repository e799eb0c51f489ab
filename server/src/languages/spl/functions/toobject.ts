import { isJsonObject } from "#events/json-path.ts";
import { printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { documentOf } from "../json-argument.ts";

export const toobject = defineFunction({
  name: "toobject",
  category: "conversion",
  summary: "A JSON object from its text.",
  details: "Null for anything else.",
  params: [{ name: "value", type: "any", doc: "The text of a JSON object." }],
  returns: "any",
  nulls: "maybe",
  compile: (args) => {
    const document = documentOf(args, 0);
    return (row) => {
      const json = document(row);
      return json !== undefined && isJsonObject(json) ? printJson(json) : null;
    };
  },
  examples: [
    { eval: "toobject(j)", row: { j: '{ "a": 1 }' }, is: '{"a":1}' },
    { eval: "toobject(j)", row: { j: "[1]" }, is: null },
  ],
});
