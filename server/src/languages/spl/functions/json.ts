import { parseJson } from "#events/json-text.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const json = defineFunction({
  name: "json",
  category: "json",
  summary: "A text if it is valid JSON, otherwise null.",
  params: [{ name: "value", type: "any", doc: "The text." }],
  returns: "any",
  nulls: "maybe",
  compile:
    ([argument = () => null]) =>
    (row) => {
      const text = toText(argument(row));
      return text === null || parseJson(text) === undefined ? null : text;
    },
  examples: [
    { eval: "json(j)", row: { j: '{"a":1}' }, is: '{"a":1}' },
    { eval: "json(j)", row: { j: "{a" }, is: null },
  ],
});
