import { defineCommand } from "../define.ts";
import { TOP_GRAMMAR, topFlow, topRun } from "../top-command.ts";

export const sirare = defineCommand({
  name: "sirare",
  type: "transforming",
  summary: "The form of rare for summary indexes.",
  details: "Computed as `rare` here: the partial values that Splunk would store are not made.",
  grammar: TOP_GRAMMAR,
  flow: topFlow,
  plan: (args, ctx) => topRun(args, ctx, true),
  orderInsensitive: true,
  examples: [{ spl: "sirare x", in: [{ x: "a" }], out: [{ x: "a", count: "1", percent: "100.000000" }] }],
});
