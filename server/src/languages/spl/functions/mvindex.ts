import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { numberArgument } from "../function-arguments.ts";

export const mvindex = defineFunction({
  name: "mvindex",
  category: "multivalue",
  summary: "One of several values, or a range of them.",
  details:
    "Counted from 0; negative numbers count from the end. The end of a range is included. Null outside of the values.",
  params: [
    { name: "values", type: "multivalue", doc: "The values." },
    { name: "start", type: "number", doc: "The value, or the first of a range." },
    { name: "end", type: "number", doc: "The last of a range.", optional: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    const [values = () => null] = args;
    const from = numberArgument(args, 1, call);
    const to = args.length > 2 ? numberArgument(args, 2, call) : from;
    return (row) => {
      const list = toList(values(row));
      const first = from(row);
      const last = to(row);
      if (first === null || last === null) return null;
      const start = first < 0 ? list.length + first : first;
      const end = last < 0 ? list.length + last : last;
      if (start === end) return start < 0 ? null : (list[start] ?? null);
      return fromList(list.slice(Math.max(start, 0), Math.max(end + 1, 0)));
    };
  },
  examples: [
    { eval: "mvindex(m,2)", row: { m: ["a", "b", "c", "d"] }, is: "c" },
    { eval: "mvindex(m,-1)", row: { m: ["a", "b", "c", "d"] }, is: "d" },
    { eval: "mvindex(m,0,1)", row: { m: ["a", "b", "c", "d"] }, is: ["a", "b"] },
    { eval: "mvindex(m,-3,-1)", row: { m: ["a", "b", "c", "d"] }, is: ["b", "c", "d"] },
    { eval: "mvindex(m,9)", row: { m: ["a", "b"] }, is: null },
  ],
});
