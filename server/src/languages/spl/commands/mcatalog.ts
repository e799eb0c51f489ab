import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { aggregations, byFields, clauseSearch, option } from "../parts.ts";

export const mcatalog = defineCommand({
  name: "mcatalog",
  type: "generating",
  summary: "Lists names and dimensions of metrics.",
  grammar: {
    prestats: option("prestats", "bool", "Leave the aggregation to the next command."),
    append: option("append", "bool", "Add to the present rows."),
    chunkSize: option("chunk_size", "int", "How many series at a time."),
    aggregations: aggregations("`values(metric_name)` and the like.", "tstats"),
    where: clauseSearch(["where"], "Which metrics."),
    by: byFields(),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("metric indexes are kept by a Splunk server"),
  examples: [],
});
