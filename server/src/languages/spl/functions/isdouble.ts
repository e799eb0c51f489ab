import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isdouble = defineFunction({
  name: "isdouble",
  category: "information",
  summary: "Whether a value is a number with decimals.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type, value) => type === "number" && !Number.isInteger(Number(value))),
  examples: [
    { eval: "isdouble(1.5)", is: true },
    { eval: "isdouble(a)", row: { a: "12" }, is: false },
  ],
});
