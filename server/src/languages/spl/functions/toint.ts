import { defineFunction } from "../define.ts";
import { IN_BASE_PARAMS, numberInBase } from "../number-in-base.ts";

export const toint = defineFunction({
  name: "toint",
  category: "conversion",
  summary: "The whole number not greater than a number, which may be written as text.",
  params: IN_BASE_PARAMS,
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const numberOf = numberInBase(args, call);
    return (row) => {
      const number = numberOf(row);
      return number === null ? null : Math.floor(number);
    };
  },
  examples: [
    { eval: "toint(3.99)", is: 3 },
    { eval: 'toint("ff",16)', is: 255 },
    { eval: "toint(a)", row: { a: "x" }, is: null },
  ],
});
