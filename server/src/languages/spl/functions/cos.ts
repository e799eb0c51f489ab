import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const cos = defineFunction({
  name: "cos",
  category: "math",
  summary: "The cosine of an angle in radians.",
  params: [{ name: "x", type: "number", doc: "The angle." }],
  returns: "number",
  compile: ofNumber(Math.cos),
  examples: [
    { eval: "cos(0)", is: 1 },
    { eval: "round(cos(pi()), 6)", is: "-1.000000" },
  ],
});
