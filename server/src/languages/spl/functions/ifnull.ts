import { defineFunction } from "../define.ts";

export const ifnull = defineFunction({
  name: "ifnull",
  category: "comparison",
  summary: "A value, or another one when it is null.",
  params: [
    { name: "value", type: "any", doc: "A field or expression." },
    { name: "default", type: "any", doc: "The result when it is null." },
  ],
  returns: "any",
  nulls: "all-null",
  compile:
    ([value = () => null, otherwise = () => null]) =>
    (row) =>
      value(row) ?? otherwise(row),
  examples: [
    { eval: 'ifnull(a,"none")', is: "none" },
    { eval: 'ifnull(a,"none")', row: { a: "x" }, is: "x" },
  ],
});
