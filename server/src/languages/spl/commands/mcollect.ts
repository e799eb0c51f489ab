import { defineCommand, noOp } from "../define.ts";
import { fields, option } from "../parts.ts";

export const mcollect = defineCommand({
  name: "mcollect",
  type: "dataset processing",
  summary: "Writes the rows as metrics into an index.",
  grammar: {
    index: option("index", "string", "The index to write to."),
    split: option("split", "string", "Whether several measures may stand in a row.", "false"),
    spool: option("spool", "bool", "Hand the file over for indexing.", "true"),
    prefixField: option("prefix_field", "field", "The field with the beginning of metric names."),
    file: option("file", "string", "The file to write."),
    host: option("host", "string", "The host of the metrics."),
    source: option("source", "string", "The source of the metrics."),
    sourcetype: option("sourcetype", "string", "The source type of the metrics."),
    marker: option("marker", "string", "A text added to each metric."),
    fields: fields("read", "The fields that are dimensions."),
  },
  flow: (_args, before) => before,
  plan: noOp("writing to an index needs a Splunk server"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "mcollect index=m", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
