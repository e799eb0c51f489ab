import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isstr = defineFunction({
  name: "isstr",
  category: "information",
  summary: "Whether a value is text: one that does not look like a number, or a text literal.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type === "string"),
  examples: [
    { eval: "isstr(a)", row: { a: "bob" }, is: true },
    { eval: "isstr(a)", row: { a: "12" }, is: false },
    { eval: 'isstr("12")', is: true },
  ],
});
