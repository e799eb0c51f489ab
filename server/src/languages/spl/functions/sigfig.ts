import { roundToPrecision } from "#runtime/significant-digits.ts";
import { defineFunction } from "../define.ts";
import { numberArgument } from "../function-arguments.ts";

export const sigfig = defineFunction({
  name: "sigfig",
  category: "math",
  summary: "The result of a calculation, rounded to the digits that its least exact operand has.",
  details:
    "A product or quotient keeps as many significant digits as the operand with the fewest, a sum or difference as many decimals. " +
    "Zeros at the end count. Numbers without a decimal point and results of functions are exact.",
  params: [{ name: "calculation", type: "number", doc: "A calculation." }],
  returns: "number",
  compile: (args, call) => {
    const result = numberArgument(args, 0, call);
    const precision = call.precision(0);
    return (row) => {
      const number = result(row);
      return number === null ? null : roundToPrecision(number, precision(row));
    };
  },
  examples: [
    { eval: "sigfig(1.00*1111)", is: 1110 },
    { eval: "sigfig(123.0+4.567)", is: 127.6 },
    { eval: "sigfig(a/b)", row: { a: "1.0", b: "3.00" }, is: 0.33 },
    { eval: "sigfig(a*2)", row: { a: "x" }, is: null },
  ],
});
