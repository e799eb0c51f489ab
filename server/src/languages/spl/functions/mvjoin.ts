import { toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const mvjoin = defineFunction({
  name: "mvjoin",
  category: "multivalue",
  summary: "Several values as one text, with a delimiter between them.",
  params: [
    { name: "values", type: "multivalue", doc: "The values." },
    { name: "delimiter", type: "string", doc: "What stands between them." },
  ],
  returns: "string",
  compile: (args, call) => {
    const [values = () => null] = args;
    const delimiter = textArgument(args, 1, call);
    return (row) => {
      const list = toList(values(row));
      const between = delimiter(row);
      return list.length === 0 || between === null ? null : list.join(between);
    };
  },
  examples: [
    { eval: 'mvjoin(mvrange(1,6)," OR ")', is: "1 OR 2 OR 3 OR 4 OR 5" },
    { eval: 'mvjoin(missing,",")', is: null },
  ],
});
