import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const ln = defineFunction({
  name: "ln",
  category: "math",
  summary: "The natural logarithm.",
  details: "Null for zero and negative numbers.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber((x) => (x > 0 ? Math.log(x) : Number.NaN)),
  examples: [
    { eval: "ln(1)", is: 0 },
    { eval: "ln(0)", is: null },
  ],
});
