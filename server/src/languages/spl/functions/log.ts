import { defineFunction } from "../define.ts";
import { knownNumber, numberArgument } from "../function-arguments.ts";

export const log = defineFunction({
  name: "log",
  category: "math",
  summary: "The logarithm of a number.",
  details: "Null for zero and negative numbers.",
  params: [
    { name: "x", type: "number", doc: "The number." },
    { name: "base", type: "number", doc: "The base; 10 without it.", optional: true },
  ],
  returns: "number",
  compile: (args, call) => {
    const number = numberArgument(args, 0, call);
    const baseOf = args.length > 1 ? numberArgument(args, 1, call) : () => 10;
    return (row) => {
      const x = number(row);
      const base = baseOf(row);
      if (x === null || base === null || x <= 0 || base <= 0 || base === 1) return null;
      if (base === 10) return Math.log10(x);
      return knownNumber(base === 2 ? Math.log2(x) : Math.log(x) / Math.log(base));
    };
  },
  examples: [
    { eval: "log(100)", is: 2 },
    { eval: "log(8,2)", is: 3 },
    { eval: "log(0)", is: null },
  ],
});
