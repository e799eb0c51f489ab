import { characterCount, characterSlice } from "../characters.ts";
import { defineFunction } from "../define.ts";
import { numberArgument, textArgument } from "../function-arguments.ts";

export const substr = defineFunction({
  name: "substr",
  category: "text",
  summary: "A part of a text.",
  details: "Characters are counted from 1; a negative start counts from the end.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "start", type: "number", doc: "The first character: 1 is the first of the text, -1 the last." },
    { name: "length", type: "number", doc: "How many characters; all the rest without it.", optional: true },
  ],
  returns: "string",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const from = numberArgument(args, 1, call);
    const length = args.length > 2 ? numberArgument(args, 2, call) : () => Number.POSITIVE_INFINITY;
    return (row) => {
      const text = argument(row);
      const start = from(row);
      const count = length(row);
      if (text === null || start === null || count === null) return null;
      const first = start > 0 ? Math.trunc(start) - 1 : start < 0 ? characterCount(text) + Math.trunc(start) : 0;
      return characterSlice(text, Math.max(first, 0), Math.max(first + Math.trunc(count), 0));
    };
  },
  examples: [
    { eval: 'substr("string",1,3)', is: "str" },
    { eval: 'substr("string",-3)', is: "ing" },
    { eval: 'substr("string",3)', is: "ring" },
    { eval: "substr(missing,1)", is: null },
  ],
});
