import { jsonValues } from "#events/json-path.ts";
import { isMulti } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { jsonOfValue } from "../json-argument.ts";

export const tomv = defineFunction({
  name: "tomv",
  category: "conversion",
  summary: "Several values from the text of a JSON array.",
  details: "Several values stay as they are; null for anything else.",
  params: [{ name: "value", type: "any", doc: "The text of a JSON array." }],
  returns: "multivalue",
  nulls: "maybe",
  compile:
    ([argument = () => null]) =>
    (row) => {
      const value = argument(row);
      if (isMulti(value)) return value;
      const json = jsonOfValue(value, false);
      return Array.isArray(json) ? jsonValues(json, "null") : null;
    },
  examples: [
    { eval: "tomv(j)", row: { j: '["a",1]' }, is: ["a", "1"] },
    { eval: "tomv(j)", row: { j: "a" }, is: null },
  ],
});
