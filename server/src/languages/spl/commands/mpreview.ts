import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const mpreview = defineCommand({
  name: "mpreview",
  aliases: ["msearch"],
  type: "generating",
  summary: "Shows raw metric points.",
  grammar: {
    filter: option("filter", "string", "Which metrics."),
    index: option("index", "string", "The index."),
    splunkServer: option("splunk_server", "string", "The server to ask."),
    splunkServerGroup: option("splunk_server_group", "string", "The group of servers to ask."),
    earliest: option("earliest", "time", "From when."),
    latest: option("latest", "time", "Until when."),
    chunkSize: option("chunk_size", "int", "How many series at a time.", "1000"),
    targetPerTimeseries: option("target_per_timeseries", "int", "How many points a series.", "5"),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("metric indexes are kept by a Splunk server"),
  examples: [],
});
