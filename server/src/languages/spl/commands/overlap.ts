import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";

export const overlap = defineCommand({
  name: "overlap",
  type: "dataset processing",
  summary: "Finds gaps and overlaps in a summary index.",
  grammar: {},
  flow: (_args, before) => openFields(before),
  plan: notSupported("summary indexes are kept by a Splunk server"),
  examples: [],
});
