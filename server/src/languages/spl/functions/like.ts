import { likePattern, likePredicate } from "#runtime/like-predicate.ts";
import { defineFunction } from "../define.ts";

export const like = defineFunction({
  name: "like",
  category: "comparison",
  summary: "Whether a text fits a pattern as a whole: `%` is any run of characters, `_` one character.",
  details:
    "Case-sensitive. `*` and the backslash are characters like any other, and there is no escape. Null when either is null.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "pattern", type: "string", doc: "The pattern." },
  ],
  returns: "boolean",
  compile: ([text = () => null, pattern = () => null], call) => likePredicate(text, pattern, call.constant(1)),
  locate: {
    argument: 0,
    find: ([, pattern = () => null], call) => {
      const matchOf = likePattern(pattern, call.constant(1));
      return (text, row) => matchOf(row)?.find(text) ?? null;
    },
  },
  examples: [
    { eval: 'like("abc","a%")', is: true },
    { eval: 'like("Abc","a%")', is: false },
    { eval: 'like("abc","a*")', is: false },
    { eval: 'like("abc","a_c")', is: true },
    { eval: 'like(missing,"%")', is: null },
  ],
});
