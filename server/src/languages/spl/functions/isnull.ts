import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isnull = defineFunction({
  name: "isnull",
  category: "information",
  summary: "Whether there is no value: an absent field, or a result that is null. An empty text is a value.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type === "null"),
  examples: [
    { eval: "isnull(missing)", is: true },
    { eval: "isnull(a)", row: { a: "" }, is: false },
  ],
});
