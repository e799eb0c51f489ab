import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const correlate = defineCommand({
  name: "correlate",
  type: "transforming",
  summary: "Shows how often fields occur together.",
  grammar: {
    type: option("type", "string", "The kind of correlation."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("correlations of all fields are not computed here"),
  examples: [],
});
