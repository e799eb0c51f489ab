import { defineFunction } from "../define.ts";

/** Splunk's own eleven decimals. */
const PI = Math.floor(Math.PI * 1e11) / 1e11;

export const pi = defineFunction({
  name: "pi",
  category: "math",
  summary: "The number pi to eleven decimals.",
  params: [],
  returns: "number",
  nulls: "never",
  compile: () => () => PI,
  examples: [{ eval: "tostring(pi())", is: "3.14159265358" }],
});
