import { defineFunction } from "../define.ts";
import { ofNumbers } from "../function-arguments.ts";

export const atan2 = defineFunction({
  name: "atan2",
  category: "math",
  summary: "The angle, in radians, of the point with these coordinates.",
  params: [
    { name: "y", type: "number", doc: "How far up." },
    { name: "x", type: "number", doc: "How far to the right." },
  ],
  returns: "number",
  compile: ofNumbers(Math.atan2),
  examples: [
    { eval: "atan2(0,1)", is: 0 },
    { eval: "atan2(1,0)", is: 1.5707963267948966 },
  ],
});
