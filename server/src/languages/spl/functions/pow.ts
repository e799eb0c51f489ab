import { defineFunction } from "../define.ts";
import { ofNumbers } from "../function-arguments.ts";

export const pow = defineFunction({
  name: "pow",
  category: "math",
  summary: "A number to a power.",
  params: [
    { name: "base", type: "number", doc: "The base." },
    { name: "exponent", type: "number", doc: "The power." },
  ],
  returns: "number",
  compile: ofNumbers((x, y) => x ** y),
  examples: [
    { eval: "pow(2,10)", is: 1024 },
    { eval: "pow(4,0.5)", is: 2 },
  ],
});
