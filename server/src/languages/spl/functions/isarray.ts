import { defineFunction } from "../define.ts";
import { ofJsonKind } from "../json-argument.ts";

export const isarray = defineFunction({
  name: "isarray",
  category: "information",
  summary: "Whether a value is the JSON text of an array.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofJsonKind(Array.isArray),
  examples: [
    { eval: "isarray(j)", row: { j: "[1,2]" }, is: true },
    { eval: "isarray(j)", row: { j: "{}" }, is: false },
    { eval: "isarray(missing)", is: false },
  ],
});
