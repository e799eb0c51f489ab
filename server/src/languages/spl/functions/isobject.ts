import { isJsonObject } from "#events/json-path.ts";
import { defineFunction } from "../define.ts";
import { ofJsonKind } from "../json-argument.ts";

export const isobject = defineFunction({
  name: "isobject",
  category: "information",
  summary: "Whether a value is the JSON text of an object.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofJsonKind(isJsonObject),
  examples: [
    { eval: "isobject(j)", row: { j: '{"a":1}' }, is: true },
    { eval: "isobject(j)", row: { j: "[]" }, is: false },
    { eval: "isobject(missing)", is: false },
  ],
});
