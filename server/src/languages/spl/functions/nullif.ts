import { compareValues } from "#runtime/comparison.ts";
import { comparisonRules } from "../comparison-rules.ts";
import { defineFunction } from "../define.ts";

export const nullif = defineFunction({
  name: "nullif",
  category: "comparison",
  summary: "A value, or null when it equals another one.",
  params: [
    { name: "value", type: "any", doc: "A field or expression." },
    { name: "other", type: "any", doc: "What makes the result null." },
  ],
  returns: "any",
  nulls: "maybe",
  compile: ([value = () => null, other = () => null], call) => {
    const rules = comparisonRules(call);
    return (row) => {
      const result = value(row);
      return compareValues("=", result, other(row), rules) === true ? null : result;
    };
  },
  examples: [
    { eval: 'nullif("a","a")', is: null },
    { eval: 'nullif("a","b")', is: "a" },
    { eval: "nullif(a,missing)", row: { a: "x" }, is: "x" },
  ],
});
