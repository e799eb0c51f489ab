import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const exp = defineFunction({
  name: "exp",
  category: "math",
  summary: "Euler's number to a power.",
  params: [{ name: "x", type: "number", doc: "The power." }],
  returns: "number",
  compile: ofNumber(Math.exp),
  examples: [
    { eval: "exp(0)", is: 1 },
    { eval: "round(exp(1), 6)", is: "2.718282" },
  ],
});
