import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const atanh = defineFunction({
  name: "atanh",
  category: "math",
  summary: "The inverse hyperbolic tangent.",
  params: [{ name: "x", type: "number", doc: "A number between -1 and 1." }],
  returns: "number",
  compile: ofNumber(Math.atanh),
  examples: [
    { eval: "atanh(0)", is: 0 },
    { eval: "atanh(0.5)", is: 0.5493061443340548 },
  ],
});
