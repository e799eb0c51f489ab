import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isnum = defineFunction({
  name: "isnum",
  category: "information",
  summary: "Whether a value is a number. A field that looks like one is; a text literal is not.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type === "number"),
  examples: [
    { eval: "isnum(a)", row: { a: "12" }, is: true },
    { eval: "isnum(a)", row: { a: "12a" }, is: false },
    { eval: "isnum(missing)", is: false },
  ],
});
