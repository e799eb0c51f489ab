import { bitsOf } from "../bitwise.ts";
import { defineFunction } from "../define.ts";

/** The bits that a number may have. */
const ALL = BigInt(Number.MAX_SAFE_INTEGER);

export const bitNot = defineFunction({
  name: "bit_not",
  category: "math",
  summary: "A number with every bit turned round.",
  details: "Takes whole numbers from 0 to 2^53-1; null when an argument is anything else.",
  params: [
    { name: "n", type: "number", doc: "A whole number." },
    { name: "mask", type: "number", doc: "The bits that are kept; all 53 without it.", optional: true },
  ],
  returns: "number",
  compile:
    ([n = () => null, mask]) =>
    (row) => {
      const bits = bitsOf(n, row);
      const kept = mask === undefined ? ALL : bitsOf(mask, row);
      return bits === null || kept === null ? null : Number((ALL ^ bits) & kept);
    },
  examples: [
    { eval: "bit_not(5,7)", is: 2 },
    { eval: "bit_not(0)", is: 9_007_199_254_740_991 },
  ],
});
