import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { fieldOf, forEachValue } from "../each-value.ts";
import { invalidArguments } from "../function-arguments.ts";

export const mvmap = defineFunction({
  name: "mvmap",
  category: "multivalue",
  summary: "What an expression gives for each of several values.",
  details:
    "Within the expression the field stands for one value. The field is the one that the first argument reads, also inside a function: " +
    "`mvmap(mvindex(x,1,2), x*10)`. Null results are left out.",
  params: [
    { name: "values", type: "multivalue", doc: "The values: a field, or an expression over one." },
    { name: "expression", type: "any", doc: "What is computed for each." },
  ],
  returns: "multivalue",
  nulls: "maybe",
  compile: ([values = () => null, each = () => null], call) => {
    const field = fieldOf(call.nodes[0]);
    if (field === undefined) return invalidArguments(call, "mvmap", "The first argument must read a field.");
    return (row) => {
      const list = toList(values(row));
      if (list.length === 0) return null;
      return fromList(forEachValue(row, field, list, () => toList(each(row))).flat());
    };
  },
  examples: [
    { eval: "mvmap(results,results*10)", row: { results: ["1", "2"] }, is: ["10", "20"] },
    { eval: "mvmap(mvindex(results,1,2),results*10)", row: { results: ["1", "2", "3"] }, is: ["20", "30"] },
    { eval: "mvmap(results,results*10)", row: { results: ["1", "x"] }, is: "10" },
  ],
});
