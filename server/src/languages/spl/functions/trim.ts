import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";
import { trimEnd, trimStart } from "../trim-text.ts";

export const trim = defineFunction({
  name: "trim",
  category: "text",
  summary: "A text with certain characters taken from both ends.",
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
      return text === null || chars === null ? null : trimEnd(trimStart(text, chars), chars);
    };
  },
  examples: [
    { eval: 'trim("   ZZZZabcZZ "," Z")', is: "abc" },
    { eval: "trim(missing)", is: null },
  ],
});
