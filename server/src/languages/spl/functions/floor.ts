import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const floor = defineFunction({
  name: "floor",
  category: "math",
  summary: "The largest whole number that is not greater than a number.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.floor),
  examples: [
    { eval: "floor(1.9)", is: 1 },
    { eval: "floor(-1.1)", is: -2 },
  ],
});
