import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const entitymerge = defineCommand({
  name: "entitymerge",
  type: "dataset processing",
  summary: "Merges records of assets or identities.",
  grammar: {
    arguments: rest("What to merge."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("Enterprise Security keeps these records on a Splunk server"),
  examples: [],
});
