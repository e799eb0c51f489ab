import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const abstract = defineCommand({
  name: "abstract",
  type: "distributable streaming",
  summary: "Shortens the raw text of each event to its most fitting lines.",
  grammar: {
    maxlines: option("maxlines", "int", "How many lines to keep.", "10"),
    maxterms: option("maxterms", "int", "How many words to look for.", "1000"),
  },
  flow: (_args, before) => before,
  plan: noOp("the choice of lines is Splunk's own; texts stay whole"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "abstract maxlines=5", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
