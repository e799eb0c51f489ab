import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const abs = defineFunction({
  name: "abs",
  category: "math",
  summary: "The absolute value of a number.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.abs),
  examples: [
    { eval: "abs(-3)", is: 3 },
    { eval: "abs(n)", row: { n: "x" }, is: null },
  ],
});
