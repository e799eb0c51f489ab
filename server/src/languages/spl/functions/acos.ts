import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const acos = defineFunction({
  name: "acos",
  category: "math",
  summary: "The arc cosine, in radians.",
  params: [{ name: "x", type: "number", doc: "A number from -1 to 1." }],
  returns: "number",
  compile: ofNumber(Math.acos),
  examples: [
    { eval: "acos(1)", is: 0 },
    { eval: "acos(2)", is: null },
  ],
});
