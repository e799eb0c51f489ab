import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const acosh = defineFunction({
  name: "acosh",
  category: "math",
  summary: "The inverse hyperbolic cosine.",
  params: [{ name: "x", type: "number", doc: "A number from 1." }],
  returns: "number",
  compile: ofNumber(Math.acosh),
  examples: [
    { eval: "acosh(1)", is: 0 },
    { eval: "acosh(2)", is: 1.3169578969248166 },
  ],
});
