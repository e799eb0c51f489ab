import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { aggregations, clauseSearch, option } from "../parts.ts";

export const mstats = defineCommand({
  name: "mstats",
  type: "generating",
  summary: "Aggregates metrics.",
  grammar: {
    chart: option("chart", "bool", "Shape the result as a chart.", "false"),
    prestats: option("prestats", "bool", "Leave the aggregation to the next command.", "false"),
    append: option("append", "bool", "Add to the present rows.", "false"),
    backfill: option("backfill", "bool", "Fill real-time windows."),
    updatePeriod: option("update_period", "int", "How often to update."),
    fillnullValue: option("fillnull_value", "string", "What stands for an absent BY field."),
    chunkSize: option("chunk_size", "int", "How many series at a time.", "10000000"),
    every: option("every", "span", "The distance of the spans."),
    chartLimit: option(["chart.limit", "chart.agg"], "string", "Options of the chart."),
    aggregations: aggregations("What to compute.", "tstats"),
    where: clauseSearch(["where"], "Which metrics."),
    by: {
      kind: "clause-by-items",
      keywords: ["by", "groupby"],
      options: { span: "span" },
      doc: "Dimensions that make the groups.",
    },
    span: option("span", "span", "The length of time of a row."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("metric indexes are kept by a Splunk server"),
  examples: [],
});
