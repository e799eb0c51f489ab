import { defineFunction } from "../define.ts";
import { numberArgument } from "../function-arguments.ts";

export const exact = defineFunction({
  name: "exact",
  category: "math",
  summary: "The result of a calculation with all its digits.",
  params: [{ name: "x", type: "number", doc: "The calculation." }],
  returns: "number",
  compile: (args, call) => numberArgument(args, 0, call),
  examples: [
    { eval: "exact(3.14*n)", row: { n: "2" }, is: 6.28 },
    { eval: "exact(missing)", is: null },
  ],
});
