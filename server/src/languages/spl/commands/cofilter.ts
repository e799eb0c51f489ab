import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { field } from "../parts.ts";

export const cofilter = defineCommand({
  name: "cofilter",
  type: "transforming",
  summary: "Counts how often values of two fields belong to the same third one.",
  grammar: {
    first: field("read", "The field that joins."),
    second: field("read", "The field whose values are paired."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("its counts are not documented; use stats by the fields"),
  examples: [],
});
