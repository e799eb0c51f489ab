import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const walklex = defineCommand({
  name: "walklex",
  type: "generating",
  summary: "Lists the words of the indexes.",
  grammar: {
    index: option("index", "string", "The index."),
    type: option("type", ["all", "field", "fieldvalue", "term"], "Which words."),
    prefix: option("prefix", "string", "How words begin."),
    pattern: option("pattern", "string", "What words look like."),
    splunkServer: option("splunk_server", "string", "The server to ask."),
    splunkServerGroup: option("splunk_server_group", "string", "The group of servers to ask."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("lexicons are kept by a Splunk server"),
  examples: [],
});
