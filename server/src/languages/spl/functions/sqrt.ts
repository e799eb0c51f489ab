import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const sqrt = defineFunction({
  name: "sqrt",
  category: "math",
  summary: "The square root.",
  details: "Null for negative numbers.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.sqrt),
  examples: [
    { eval: "sqrt(9)", is: 3 },
    { eval: "sqrt(-1)", is: null },
  ],
});
