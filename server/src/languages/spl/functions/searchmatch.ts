import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";

export const searchmatch = defineFunction({
  name: "searchmatch",
  category: "comparison",
  summary: "Whether the row matches a search, by the rules of the search command.",
  details: "Case is ignored, `*` is a wildcard, bare words look into `_raw`. The search must be a text literal.",
  params: [{ name: "search", type: "string", doc: "The search, without pipes." }],
  returns: "boolean",
  nulls: "never",
  volatile: true,
  compile: (_args, call) => {
    const text = toText(call.constant(0) ?? null);
    return text === null ? invalidArguments(call, "searchmatch", "It takes a text literal.") : call.filter(text);
  },
  examples: [
    { eval: 'searchmatch("x=hi y=*")', row: { x: "HI", y: "bye" }, is: true },
    { eval: 'searchmatch("x=hi y=*")', row: { x: "hi" }, is: false },
  ],
});
