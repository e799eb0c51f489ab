import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const cosh = defineFunction({
  name: "cosh",
  category: "math",
  summary: "The hyperbolic cosine.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.cosh),
  examples: [
    { eval: "cosh(0)", is: 1 },
    { eval: "round(cosh(1), 6)", is: "1.543081" },
  ],
});
