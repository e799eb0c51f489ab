import { combineBits } from "../bitwise.ts";
import { defineFunction } from "../define.ts";

export const bitAnd = defineFunction({
  name: "bit_and",
  category: "math",
  summary: "The bits that all numbers have.",
  details: "Takes whole numbers from 0 to 2^53-1; null when an argument is anything else.",
  params: [
    { name: "a", type: "number", doc: "A whole number." },
    { name: "b", type: "number", doc: "More of them.", repeats: true },
  ],
  returns: "number",
  compile: combineBits((a, b) => a & b),
  examples: [
    { eval: "bit_and(5,3)", is: 1 },
    { eval: "bit_and(5,-1)", is: null },
  ],
});
