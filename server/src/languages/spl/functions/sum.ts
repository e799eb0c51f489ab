import { isRefusal } from "#semantics/dialect.ts";
import { defineFunction } from "../define.ts";
import { totalOf } from "../total.ts";

export const sum = defineFunction({
  name: "sum",
  category: "math",
  summary: "The sum of its arguments.",
  details: "Fields that are no numbers are left out, each of several values counts. Null when there is no number.",
  params: [{ name: "value", type: "number", doc: "A number or field.", repeats: true }],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const total = totalOf(args, call, "sum");
    if (isRefusal(total)) return total;
    return (row) => {
      const { sum, count } = total(row);
      return count === 0 ? null : sum;
    };
  },
  examples: [
    { eval: "sum(1,2,3)", is: 6 },
    { eval: "sum(a,missing,t)", row: { a: "5", t: "text" }, is: 5 },
  ],
});
