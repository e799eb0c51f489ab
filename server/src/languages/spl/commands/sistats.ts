import { onlyFields } from "#events/field-set.ts";
import { groupedFields } from "../aggregate-flow.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { aggregations, byFields, option } from "../parts.ts";
import { optionBool } from "../read-option.ts";
import { statsPlan } from "../stats-plan.ts";

export const sistats = defineCommand({
  name: "sistats",
  type: "transforming",
  summary: "The form of stats for summary indexes.",
  details: "Computed as `stats` here: the partial values that Splunk would store are not made.",
  grammar: {
    allnum: option("allnum", "bool", "Numeric aggregations only over fields whose values are all numbers.", "false"),
    delim: option("delim", "string", "How values() and list() are joined where one text is shown; no effect here."),
    aggregations: aggregations("What to compute: `func(field) AS name`."),
    by: byFields(),
  },
  flow: (args, before, ctx) => {
    const made = groupedFields(args.by, args.aggregations, before, ctx);
    return onlyFields(before, made.fields, byStage(ctx.stage), { open: !made.complete, order: "sorted" });
  },
  plan: (args, ctx) =>
    statsPlan({ aggregations: args.aggregations, by: args.by, allnum: optionBool(args.allnum, false) }, ctx),
  examples: [{ spl: "sistats count by u", in: [{ u: "a" }, { u: "a" }], out: [{ u: "a", count: "2" }] }],
});
