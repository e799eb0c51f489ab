import { defineCommand } from "../define.ts";
import { TOP_GRAMMAR, topFlow, topLoss, topRun } from "../top-command.ts";

export const top = defineCommand({
  name: "top",
  type: "transforming",
  summary: "Lists the most frequent combinations of field values.",
  details:
    "Counts the rows that have all the fields; the percentage is of those, for each BY group, with six decimals. Of equal " +
    "counts the later text comes first. Ten rows a group unless told otherwise. Each value of a multivalue counts.",
  grammar: TOP_GRAMMAR,
  flow: topFlow,
  plan: (args, ctx) => topRun(args, ctx, false),
  loss: (args) => topLoss(args, false),
  orderInsensitive: true,
  examples: [
    {
      spl: "top x",
      in: [{ x: "a" }, { x: "a" }, { x: "b" }],
      out: [
        { x: "a", count: "2", percent: "66.666667" },
        { x: "b", count: "1", percent: "33.333333" },
      ],
    },
    { spl: "top limit=1 showperc=f x", in: [{ x: "a" }, { x: "a" }, { x: "b" }], out: [{ x: "a", count: "2" }] },
    {
      spl: "top 1 x useother=t showperc=f",
      in: [{ x: "a" }, { x: "a" }, { x: "b" }],
      out: [
        { x: "a", count: "2" },
        { x: "OTHER", count: "1" },
      ],
    },
  ],
});
