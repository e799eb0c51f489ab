import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";

export const audit = defineCommand({
  name: "audit",
  type: "generating",
  summary: "Reads the audit trail.",
  grammar: {},
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("the audit trail is kept by a Splunk server"),
  examples: [],
});
