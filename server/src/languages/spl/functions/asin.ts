import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const asin = defineFunction({
  name: "asin",
  category: "math",
  summary: "The arc sine, in radians.",
  params: [{ name: "x", type: "number", doc: "A number from -1 to 1." }],
  returns: "number",
  compile: ofNumber(Math.asin),
  examples: [
    { eval: "asin(0)", is: 0 },
    { eval: "asin(1)", is: 1.5707963267948966 },
  ],
});
