import { defineCommand } from "../define.ts";
import { TOP_GRAMMAR, topFlow, topRun } from "../top-command.ts";

export const sitop = defineCommand({
  name: "sitop",
  type: "transforming",
  summary: "The form of top for summary indexes.",
  details: "Computed as `top` here: the partial values that Splunk would store are not made.",
  grammar: TOP_GRAMMAR,
  flow: topFlow,
  plan: (args, ctx) => topRun(args, ctx, false),
  orderInsensitive: true,
  examples: [{ spl: "sitop x", in: [{ x: "a" }], out: [{ x: "a", count: "1", percent: "100.000000" }] }],
});
