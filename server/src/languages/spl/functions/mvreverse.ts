import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const mvreverse = defineFunction({
  name: "mvreverse",
  category: "multivalue",
  summary: "Several values in the opposite order.",
  params: [{ name: "values", type: "multivalue", doc: "The values." }],
  returns: "multivalue",
  compile:
    ([values = () => null]) =>
    (row) =>
      fromList(toList(values(row)).toReversed()),
  examples: [{ eval: 'mvreverse(split("1,2,3",","))', is: ["3", "2", "1"] }],
});
