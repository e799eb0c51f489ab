import { defineFunction } from "../define.ts";
import { ofTrimmed, TRIM_PARAMS, trimEnd } from "../trim-text.ts";

export const rtrim = defineFunction({
  name: "rtrim",
  category: "text",
  summary: "A text with certain characters taken from the end.",
  params: TRIM_PARAMS,
  returns: "string",
  compile: ofTrimmed(trimEnd),
  examples: [
    { eval: 'rtrim("   ZZZZabcZZ "," Z")', is: "   ZZZZabc" },
    { eval: "rtrim(missing)", is: null },
  ],
});
