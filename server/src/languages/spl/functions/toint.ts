import { defineFunction } from "../define.ts";
import { numberArgument, textArgument } from "../function-arguments.ts";
import { parseInBase } from "../number-text.ts";

export const toint = defineFunction({
  name: "toint",
  category: "conversion",
  summary: "The whole number not greater than a number, which may be written as text.",
  params: [
    { name: "value", type: "any", doc: "A number or its text." },
    { name: "base", type: "number", doc: "The base of the text, from 2 to 36; 10 without it.", optional: true },
  ],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const baseOf = args.length > 1 ? numberArgument(args, 1, call) : () => 10;
    return (row) => {
      const text = argument(row);
      const base = baseOf(row);
      const number = text === null || base === null || base < 2 || base > 36 ? null : parseInBase(text, base);
      return number === null ? null : Math.floor(number);
    };
  },
  examples: [
    { eval: "toint(3.99)", is: 3 },
    { eval: 'toint("ff",16)', is: 255 },
    { eval: "toint(a)", row: { a: "x" }, is: null },
  ],
});
