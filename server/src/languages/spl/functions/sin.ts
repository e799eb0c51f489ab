import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const sin = defineFunction({
  name: "sin",
  category: "math",
  summary: "The sine of an angle in radians.",
  params: [{ name: "x", type: "number", doc: "The angle." }],
  returns: "number",
  compile: ofNumber(Math.sin),
  examples: [
    { eval: "sin(0)", is: 0 },
    { eval: "round(sin(1), 6)", is: "0.841471" },
  ],
});
