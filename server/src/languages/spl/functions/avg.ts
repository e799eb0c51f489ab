import { isRefusal } from "#semantics/dialect.ts";
import { defineFunction } from "../define.ts";
import { totalOf } from "../total.ts";

export const avg = defineFunction({
  name: "avg",
  category: "math",
  summary: "The mean of its arguments.",
  details: "Fields that are no numbers are left out, each of several values counts. Null when there is no number.",
  params: [{ name: "value", type: "number", doc: "A number or field.", repeats: true }],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const total = totalOf(args, call, "avg");
    if (isRefusal(total)) return total;
    return (row) => {
      const { sum, count } = total(row);
      return count === 0 ? null : sum / count;
    };
  },
  examples: [
    { eval: "avg(1,2,3)", is: 2 },
    { eval: "avg(t)", row: { t: "text" }, is: null },
  ],
});
