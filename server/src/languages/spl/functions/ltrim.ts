import { defineFunction } from "../define.ts";
import { ofTrimmed, TRIM_PARAMS, trimStart } from "../trim-text.ts";

export const ltrim = defineFunction({
  name: "ltrim",
  category: "text",
  summary: "A text with certain characters taken from the beginning.",
  params: TRIM_PARAMS,
  returns: "string",
  compile: ofTrimmed(trimStart),
  examples: [
    { eval: 'ltrim("   ZZZZabcZZ "," Z")', is: "abcZZ " },
    { eval: "ltrim(missing)", is: null },
  ],
});
