import { defineFunction } from "../define.ts";
import { mapTexts } from "../map-texts.ts";

export const lower = defineFunction({
  name: "lower",
  category: "text",
  summary: "A text in lower case; each of several values.",
  params: [{ name: "text", type: "string", doc: "The text." }],
  returns: "string",
  keepsPositions: true,
  compile: mapTexts((text) => text.toLowerCase()),
  examples: [
    { eval: 'lower("AbC")', is: "abc" },
    { eval: "lower(a)", row: { a: ["X", "y"] }, is: ["x", "y"] },
    { eval: "lower(missing)", is: null },
  ],
});
