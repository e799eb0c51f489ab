import { fromList, toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const mvzip = defineFunction({
  name: "mvzip",
  category: "multivalue",
  summary: "The values of two fields pair by pair, each pair one text.",
  details: "As many pairs as the shorter one has values.",
  params: [
    { name: "first", type: "multivalue", doc: "What stands first in the pairs." },
    { name: "second", type: "multivalue", doc: "What stands second." },
    { name: "delimiter", type: "string", doc: "What stands between them; a comma without it.", optional: true },
  ],
  returns: "multivalue",
  compile: (args, call) => {
    const [first = () => null, second = () => null] = args;
    const delimiter = args.length > 2 ? textArgument(args, 2, call) : () => ",";
    return (row) => {
      const left = toList(first(row));
      const right = toList(second(row));
      const between = delimiter(row);
      if (between === null) return null;
      return fromList(left.slice(0, right.length).map((text, i) => text + between + (right[i] ?? "")));
    };
  },
  examples: [
    { eval: 'mvzip(split("a,b",","),split("1,2",","))', is: ["a,1", "b,2"] },
    { eval: 'mvzip(split("a,b,c",","),split("1,2",","),"|")', is: ["a|1", "b|2"] },
  ],
});
