import { bitsOf, fromBits } from "../bitwise.ts";
import { defineFunction } from "../define.ts";

export const bitShiftRight = defineFunction({
  name: "bit_shift_right",
  category: "math",
  summary: "A number with its bits moved to the right.",
  details: "Takes whole numbers from 0 to 2^53-1; null when an argument is anything else.",
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
      return by > 53n ? 0 : fromBits(bits >> by);
    },
  examples: [
    { eval: "bit_shift_right(16,4)", is: 1 },
    { eval: "bit_shift_right(1,4)", is: 0 },
    { eval: "bit_shift_right(1,70)", is: 0 },
  ],
});
