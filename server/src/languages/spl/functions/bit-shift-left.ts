import { bitsOf, fromBits } from "../bitwise.ts";
import { defineFunction } from "../define.ts";

export const bitShiftLeft = defineFunction({
  name: "bit_shift_left",
  category: "math",
  summary: "A number with its bits moved to the left.",
  details: "Takes whole numbers from 0 to 2^53-1; null when an argument or the result is anything else.",
  params: [
    { name: "n", type: "number", doc: "A whole number." },
    { name: "places", type: "number", doc: "How far the bits move." },
  ],
  returns: "number",
  compile:
    ([n = () => null, places = () => null]) =>
    (row) => {
      const bits = bitsOf(n, row);
      const by = bitsOf(places, row);
      if (bits === null || by === null) return null;
      // Beyond 53 places nothing but zero is left in range.
      return bits === 0n ? 0 : by > 53n ? null : fromBits(bits << by);
    },
  examples: [
    { eval: "bit_shift_left(1,4)", is: 16 },
    { eval: "bit_shift_left(1,60)", is: null },
    { eval: "bit_shift_left(0,70)", is: 0 },
  ],
});
