import { compareText } from "#events/compare.ts";
import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const mvsort = defineFunction({
  name: "mvsort",
  category: "multivalue",
  summary: "Several values sorted as texts.",
  details: "Numbers too are compared as texts: 10 stands before 9.",
  params: [{ name: "values", type: "multivalue", doc: "The values." }],
  returns: "multivalue",
  compile:
    ([values = () => null]) =>
    (row) =>
      fromList(toList(values(row)).toSorted(compareText)),
  examples: [{ eval: 'mvsort(split("10,9,70,100",","))', is: ["10", "100", "70", "9"] }],
});
