import { printJson } from "#events/json-text.ts";
import { defineFunction } from "../define.ts";
import { jsonArguments } from "../json-argument.ts";

export const jsonArray = defineFunction({
  name: "json_array",
  category: "json",
  summary: "A JSON array from values.",
  details:
    "Numbers and fields that look like numbers are numbers, JSON that another function gives is nested, null is null.",
  params: [{ name: "value", type: "any", doc: "An element.", optional: true, repeats: true }],
  returns: "any",
  nulls: "never",
  compile: (args, call) => {
    const values = jsonArguments(args, 0, call);
    return (row) => printJson([...values(row)]);
  },
  examples: [
    { eval: 'json_array("a",1)', is: '["a",1]' },
    { eval: "json_array()", is: "[]" },
  ],
});
