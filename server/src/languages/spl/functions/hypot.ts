import { defineFunction } from "../define.ts";
import { ofNumbers } from "../function-arguments.ts";

export const hypot = defineFunction({
  name: "hypot",
  category: "math",
  summary: "The length of the long side of a right triangle.",
  params: [
    { name: "x", type: "number", doc: "One short side." },
    { name: "y", type: "number", doc: "The other short side." },
  ],
  returns: "number",
  compile: ofNumbers(Math.hypot),
  examples: [{ eval: "hypot(3,4)", is: 5 }],
});
