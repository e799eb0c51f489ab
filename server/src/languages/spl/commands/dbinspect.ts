import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const dbinspect = defineCommand({
  name: "dbinspect",
  type: "generating",
  summary: "Reports on the buckets of an index.",
  grammar: {
    index: option("index", "string", "The index."),
    span: option("span", "span", "The span of time of a row."),
    timeformat: option("timeformat", "string", "The format of times."),
    corruptonly: option("corruptonly", "bool", "Only damaged buckets.", "false"),
    cached: option("cached", "bool", "Take what is known."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("buckets are kept by a Splunk server"),
  examples: [],
});
