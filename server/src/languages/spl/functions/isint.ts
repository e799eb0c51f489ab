import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isint = defineFunction({
  name: "isint",
  category: "information",
  summary: "Whether a value is a whole number.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type, value) => type === "number" && Number.isInteger(Number(value))),
  examples: [
    { eval: "isint(a)", row: { a: "12" }, is: true },
    { eval: "isint(1.5)", is: false },
  ],
});
