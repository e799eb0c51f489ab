import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isnotnull = defineFunction({
  name: "isnotnull",
  category: "information",
  summary: "Whether there is a value; an empty text is one.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type !== "null"),
  examples: [
    { eval: "isnotnull(a)", row: { a: "" }, is: true },
    { eval: "isnotnull(missing)", is: false },
  ],
});
