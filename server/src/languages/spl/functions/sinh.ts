import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const sinh = defineFunction({
  name: "sinh",
  category: "math",
  summary: "The hyperbolic sine.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.sinh),
  examples: [
    { eval: "sinh(0)", is: 0 },
    { eval: "round(sinh(1), 6)", is: "1.175201" },
  ],
});
