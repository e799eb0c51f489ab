import { onlyFields } from "#events/field-set.ts";
import { groupedFields } from "../aggregate-flow.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { aggregations, byFields, option } from "../parts.ts";
import { optionBool } from "../read-option.ts";
import { statsPlan } from "../stats-plan.ts";

export const stats = defineCommand({
  name: "stats",
  type: "transforming",
  summary: "Aggregates rows, one row for each combination of the BY fields' values.",
  details:
    "A row in which a BY field is null belongs to no group and is lost. A multivalue BY field puts the row into one group a " +
    "value. Without AS the output is named as the aggregation is written. `count(eval(…))` needs AS. Without rows `count` " +
    "without BY is 0. Rows come sorted by the BY values as text.",
  grammar: {
    partitions: option("partitions", "int", "Number of threads on the server; no effect here.", "1"),
    allnum: option("allnum", "bool", "Numeric aggregations only over fields whose values are all numbers.", "false"),
    delim: option("delim", "string", "How values() and list() are joined where one text is shown; no effect here."),
    distinct: option("dedup_splitvals", "bool", "Count a repeated value of a multivalue BY field once.", "false"),
    aggregations: aggregations("What to compute: `func(field) AS name`."),
    by: byFields(),
  },
  flow: (args, before, ctx) => {
    const made = groupedFields(args.by, args.aggregations, before, ctx);
    return onlyFields(before, made.fields, byStage(ctx.stage), { open: !made.complete, order: "sorted" });
  },
  plan: (args, ctx) =>
    statsPlan(
      {
        aggregations: args.aggregations,
        by: args.by,
        allnum: optionBool(args.allnum, false),
        distinctValues: optionBool(args.distinct, false),
      },
      ctx,
    ),
  examples: [
    {
      spl: "stats count by u",
      in: [{ u: "a" }, { u: "b" }, { u: "a" }, {}],
      out: [
        { u: "a", count: "2" },
        { u: "b", count: "1" },
      ],
      doc: "The row without u is not counted.",
    },
    {
      spl: "stats count count(u) dc(u)",
      in: [{ u: "a" }, { u: "b" }, { u: "a" }, {}],
      out: [{ count: "4", "count(u)": "3", "dc(u)": "2" }],
    },
    {
      spl: "stats count by x",
      in: [{ x: ["p", "q"] }, { x: "p" }],
      out: [
        { x: "p", count: "2" },
        { x: "q", count: "1" },
      ],
      doc: "Each value of a multivalue counts.",
    },
    { spl: 'stats count(eval(s="404")) as n', in: [{ s: "404" }, { s: "200" }], out: [{ n: "1" }] },
    {
      spl: "stats values(v) as s list(v) as l",
      in: [{ v: "b" }, { v: "a" }, { v: "b" }],
      out: [{ s: ["a", "b"], l: ["b", "a", "b"] }],
    },
    {
      spl: "stats max(n) min(n) sum(n) avg(n)",
      in: [{ n: "9" }, { n: "10" }],
      out: [{ "max(n)": "10", "min(n)": "9", "sum(n)": "19", "avg(n)": "9.5" }],
    },
    {
      spl: "stats sum(*_bytes) as *",
      in: [
        { in_bytes: "1", out_bytes: "5" },
        { in_bytes: "2", out_bytes: "7" },
      ],
      out: [{ in: "3", out: "12" }],
      doc: "One column for each field that fits the pattern.",
    },
  ],
});
