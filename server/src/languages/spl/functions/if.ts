import { defineFunction } from "../define.ts";

export const ifFunction = defineFunction({
  name: "if",
  category: "comparison",
  summary: "One of two values, by a condition.",
  details: "A condition that is null, since a field in it is absent, gives the last argument.",
  params: [
    { name: "condition", type: "boolean", doc: "What decides." },
    { name: "then", type: "any", doc: "The result when it holds." },
    { name: "else", type: "any", doc: "The result when it does not hold or has no answer." },
  ],
  returns: "any",
  nulls: "maybe",
  compile:
    ([condition = () => null, then = () => null, otherwise = () => null]) =>
    (row) =>
      condition(row) === true ? then(row) : otherwise(row),
  examples: [
    { eval: 'if(a=1,"one","other")', row: { a: "1" }, is: "one" },
    { eval: 'if(missing="x","y","n")', is: "n", doc: "A comparison with an absent field is not true." },
  ],
});
