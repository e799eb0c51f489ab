import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const tan = defineFunction({
  name: "tan",
  category: "math",
  summary: "The tangent of an angle in radians.",
  params: [{ name: "x", type: "number", doc: "The angle." }],
  returns: "number",
  compile: ofNumber(Math.tan),
  examples: [
    { eval: "tan(0)", is: 0 },
    { eval: "round(tan(1), 6)", is: "1.557408" },
  ],
});
