import { defineFunction } from "../define.ts";
import { mapTexts } from "../map-texts.ts";

export const upper = defineFunction({
  name: "upper",
  category: "text",
  summary: "A text in upper case; each of several values.",
  params: [{ name: "text", type: "string", doc: "The text." }],
  returns: "string",
  keepsPositions: true,
  compile: mapTexts((text) => text.toUpperCase()),
  examples: [
    { eval: 'upper("dEf")', is: "DEF" },
    { eval: "upper(missing)", is: null },
  ],
});
