import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const atan = defineFunction({
  name: "atan",
  category: "math",
  summary: "The arc tangent, in radians.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.atan),
  examples: [
    { eval: "atan(0)", is: 0 },
    { eval: "atan(1)", is: 0.7853981633974483 },
  ],
});
