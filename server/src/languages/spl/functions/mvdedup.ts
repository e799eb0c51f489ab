import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const mvdedup = defineFunction({
  name: "mvdedup",
  category: "multivalue",
  summary: "Several values without repetitions; the first of each stays in its place.",
  params: [{ name: "values", type: "multivalue", doc: "The values." }],
  returns: "multivalue",
  compile:
    ([values = () => null]) =>
    (row) =>
      fromList([...new Set(toList(values(row)))]),
  examples: [
    { eval: 'mvdedup(split("b,a,b,c,a",","))', is: ["b", "a", "c"] },
    { eval: "mvdedup(missing)", is: null },
  ],
});
