import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";

export const mvappend = defineFunction({
  name: "mvappend",
  category: "multivalue",
  summary: "The values of all arguments, one after the other.",
  details: "Nulls are left out; one value in all is a single value.",
  params: [{ name: "values", type: "any", doc: "One or several values.", repeats: true }],
  returns: "multivalue",
  nulls: "all-null",
  compile: (args) => (row) => fromList(args.flatMap((arg) => toList(arg(row)))),
  examples: [
    { eval: 'mvappend("a",missing,"b")', is: ["a", "b"] },
    { eval: 'mvappend("a",e)', row: { e: ["b", "c"] }, is: ["a", "b", "c"] },
    { eval: 'mvappend("a",missing)', is: "a" },
  ],
});
