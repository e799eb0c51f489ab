import { defineCommand } from "../define.ts";
import { TOP_GRAMMAR, topFlow, topLoss, topRun } from "../top-command.ts";

export const rare = defineCommand({
  name: "rare",
  type: "transforming",
  summary: "Lists the least frequent combinations of field values.",
  details: "The counterpart of `top`: the same columns and options, rarest first.",
  grammar: TOP_GRAMMAR,
  flow: topFlow,
  plan: (args, ctx) => topRun(args, ctx, true),
  loss: (args) => topLoss(args, true),
  orderInsensitive: true,
  examples: [
    {
      spl: "rare limit=1 x",
      in: [{ x: "a" }, { x: "a" }, { x: "b" }],
      out: [{ x: "b", count: "1", percent: "33.333333" }],
    },
  ],
});
