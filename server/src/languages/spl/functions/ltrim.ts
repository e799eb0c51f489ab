import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { trimStart } from "../trim-text.ts";

export const ltrim = defineFunction({
  name: "ltrim",
  category: "text",
  summary: "A text with certain characters taken from the beginning.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "characters", type: "string", doc: "The characters to take; spaces and tabs without it.", optional: true },
  ],
  returns: "string",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const characters = args.length > 1 ? textArgument(args, 1, call) : () => " \t";
    return (row) => {
      const text = argument(row);
      const chars = characters(row);
      return text === null || chars === null ? null : trimStart(text, chars);
    };
  },
  examples: [
    { eval: 'ltrim("   ZZZZabcZZ "," Z")', is: "abcZZ " },
    { eval: "ltrim(missing)", is: null },
  ],
});
