import { passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";

export const noop = defineCommand({
  name: "noop",
  type: "orchestrating",
  summary: "Passes rows on; its options tune Splunk's own working.",
  grammar: {
    logDebug: option("log_debug", "string", "What is logged in detail."),
    logLevel: option("log_level", "string", "How much is logged."),
    optimization: option(["search_optimization"], "bool", "Whether Splunk rewrites the search."),
  },
  flow: (_args, before) => before,
  plan: () => passRows,
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "noop", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
