import { toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const mvcount = defineFunction({
  name: "mvcount",
  category: "multivalue",
  summary: "How many values there are.",
  details: "One for a single value, null (not zero) for none.",
  params: [{ name: "values", type: "multivalue", doc: "The values." }],
  returns: "number",
  compile:
    ([values = () => null]) =>
    (row) =>
      toList(values(row)).length || null,
  examples: [
    { eval: 'mvcount(split("a,b",","))', is: 2 },
    { eval: 'mvcount("a")', is: 1 },
    { eval: "mvcount(missing)", is: null },
  ],
});
