import { defineFunction } from "../define.ts";
import { numberArgument, textArgument } from "../function-arguments.ts";
import { parseInBase } from "../number-text.ts";

export const todouble = defineFunction({
  name: "todouble",
  category: "conversion",
  summary: "A number with its decimals, which may be written as text.",
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
      return text === null || base === null || base < 2 || base > 36 ? null : parseInBase(text, base);
    };
  },
  examples: [
    { eval: "todouble(a)", row: { a: "3.99" }, is: 3.99 },
    { eval: "todouble(a)", row: { a: "x" }, is: null },
  ],
});
