import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const tanh = defineFunction({
  name: "tanh",
  category: "math",
  summary: "The hyperbolic tangent.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.tanh),
  examples: [
    { eval: "tanh(0)", is: 0 },
    { eval: "round(tanh(1), 6)", is: "0.761594" },
  ],
});
