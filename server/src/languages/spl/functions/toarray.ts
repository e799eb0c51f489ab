import { printJson } from "#events/json-text.ts";
import { isMulti } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { jsonOfValue } from "../json-argument.ts";

export const toarray = defineFunction({
  name: "toarray",
  category: "conversion",
  summary: "A JSON array from several values, or from the text of one.",
  details: "Values that look like numbers become numbers. Null for anything else.",
  params: [{ name: "value", type: "any", doc: "Several values, or the text of a JSON array." }],
  returns: "any",
  nulls: "maybe",
  compile:
    ([argument = () => null]) =>
    (row) => {
      const value = argument(row);
      const json = jsonOfValue(value, false);
      return isMulti(value) || Array.isArray(json) ? printJson(json) : null;
    },
  examples: [
    { eval: 'toarray(split("1,2",","))', is: "[1,2]" },
    { eval: "toarray(j)", row: { j: '["a", 1]' }, is: '["a",1]' },
    { eval: "toarray(j)", row: { j: "a" }, is: null },
  ],
});
