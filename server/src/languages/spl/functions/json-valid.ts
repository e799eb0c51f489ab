import { parseJson } from "#events/json-text.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const jsonValid = defineFunction({
  name: "json_valid",
  category: "json",
  summary: "Whether a text is valid JSON.",
  params: [{ name: "text", type: "json", doc: "The text." }],
  returns: "boolean",
  compile:
    ([argument = () => null]) =>
    (row) => {
      const text = toText(argument(row));
      return text === null ? null : parseJson(text) !== undefined;
    },
  examples: [
    { eval: 'json_valid("{bad")', is: false },
    { eval: 'json_valid("[1]")', is: true },
    { eval: "json_valid(missing)", is: null },
  ],
});
