import { fromList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const split = defineFunction({
  name: "split",
  category: "text",
  summary: "The parts of a text between delimiters, as several values.",
  details: "The delimiter is literal; an empty one splits into characters. Empty parts are kept.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "delimiter", type: "string", doc: "What stands between the parts." },
  ],
  returns: "multivalue",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const delimiter = textArgument(args, 1, call);
    return (row) => {
      const text = argument(row);
      const between = delimiter(row);
      if (text === null || between === null) return null;
      return fromList(between === "" ? [...text] : text.split(between));
    };
  },
  examples: [
    { eval: 'split("a;b;;c",";")', is: ["a", "b", "", "c"] },
    { eval: 'split("abcd","")', is: ["a", "b", "c", "d"] },
    { eval: 'split("a",",")', is: "a" },
    { eval: 'split(missing,",")', is: null },
  ],
});
