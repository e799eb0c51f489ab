import { characterCount } from "../characters.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const len = defineFunction({
  name: "len",
  aliases: ["length"],
  category: "text",
  summary: "The number of characters of a text.",
  params: [{ name: "text", type: "string", doc: "The text." }],
  returns: "number",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    return (row) => {
      const text = argument(row);
      return text === null ? null : characterCount(text);
    };
  },
  examples: [
    { eval: 'len("buttercup")', is: 9 },
    { eval: 'len("né")', is: 2 },
    { eval: "len(missing)", is: null },
  ],
});
