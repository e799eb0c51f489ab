import { defineCommand, noOp } from "../define.ts";

export const relevancy = defineCommand({
  name: "relevancy",
  type: "distributable streaming",
  summary: "Adds a score of how well an event fits the search.",
  grammar: {},
  flow: (_args, before) => before,
  plan: noOp("the score is Splunk's own; rows pass without it"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "relevancy", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
