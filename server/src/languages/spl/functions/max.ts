import { defineFunction } from "../define.ts";
import { extremeOf } from "../extreme.ts";

export const max = defineFunction({
  name: "max",
  category: "math",
  summary: "The largest of its arguments.",
  details: "Texts that are no numbers are greater than numbers. Nulls are left out, each of several values counts.",
  params: [{ name: "value", type: "any", doc: "A number or text.", repeats: true }],
  returns: "any",
  nulls: "all-null",
  compile: extremeOf(1),
  examples: [
    { eval: "max(1,3,2)", is: 3 },
    { eval: 'max(1,"a")', is: "a" },
    { eval: "max(a,missing)", row: { a: ["10", "9"] }, is: "10" },
  ],
});
