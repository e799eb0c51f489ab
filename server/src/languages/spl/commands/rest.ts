import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const restCommand = defineCommand({
  name: "rest",
  type: "generating",
  summary: "Reads an endpoint of the REST interface.",
  grammar: {
    count: option("count", "int", "How many entries; 0 for all.", "0"),
    splunkServer: option("splunk_server", "string", "The server to ask."),
    splunkServerGroup: option("splunk_server_group", "string", "The group of servers to ask."),
    timeout: option("timeout", "int", "Seconds to wait.", "60"),
    strict: option("strict", "bool", "Fail when a server does not answer.", "false"),
    arguments: rest("The path, and arguments of the request."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("there is no REST interface here: it needs a Splunk server"),
  examples: [],
});
