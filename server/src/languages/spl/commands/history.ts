import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const history = defineCommand({
  name: "history",
  type: "generating",
  summary: "Lists searches that were run.",
  grammar: {
    events: option("events", "bool", "Give them as events.", "false"),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("past searches are kept by a Splunk server"),
  examples: [],
});
