import { defineFunction } from "../define.ts";
import { ofTrimmed, TRIM_PARAMS, trimEnd, trimStart } from "../trim-text.ts";

export const trim = defineFunction({
  name: "trim",
  category: "text",
  summary: "A text with certain characters taken from both ends.",
  params: TRIM_PARAMS,
  returns: "string",
  compile: ofTrimmed((text, characters) => trimEnd(trimStart(text, characters), characters)),
  examples: [
    { eval: 'trim("   ZZZZabcZZ "," Z")', is: "abc" },
    { eval: "trim(missing)", is: null },
  ],
});
