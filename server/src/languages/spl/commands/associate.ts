import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { fields, option } from "../parts.ts";

export const associate = defineCommand({
  name: "associate",
  type: "transforming",
  summary: "Finds pairs of fields whose values tell of each other.",
  grammar: {
    supcnt: option("supcnt", "number", "The least number of events.", "100"),
    supfreq: option("supfreq", "number", "The least share of events.", "0.1"),
    improv: option("improv", "number", "The least gain of knowledge.", "0.5"),
    fields: fields("read", "The fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("associations are not computed here"),
  examples: [],
});
