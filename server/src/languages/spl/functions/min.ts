import { defineFunction } from "../define.ts";
import { extremeOf } from "../extreme.ts";

export const min = defineFunction({
  name: "min",
  category: "math",
  summary: "The smallest of its arguments.",
  details: "Texts that are no numbers are greater than numbers. Nulls are left out, each of several values counts.",
  params: [{ name: "value", type: "any", doc: "A number or text.", repeats: true }],
  returns: "any",
  nulls: "all-null",
  compile: extremeOf(-1),
  examples: [
    { eval: "min(7,3)", is: 3 },
    { eval: 'min(1,"a")', is: 1 },
    { eval: "min(missing)", is: null },
  ],
});
