import { defineCommand, noOp } from "../define.ts";
import { rest } from "../parts.ts";

export const highlight = defineCommand({
  name: "highlight",
  type: "distributable streaming",
  summary: "Marks words in the list of events.",
  grammar: {
    terms: rest("The words."),
  },
  flow: (_args, before) => before,
  plan: noOp("it changes the display of Splunk only"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "highlight x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
