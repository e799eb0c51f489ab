import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const asinh = defineFunction({
  name: "asinh",
  category: "math",
  summary: "The inverse hyperbolic sine.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.asinh),
  examples: [
    { eval: "asinh(0)", is: 0 },
    { eval: "asinh(1)", is: 0.881373587019543 },
  ],
});
