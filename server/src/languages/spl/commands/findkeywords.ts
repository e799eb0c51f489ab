import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const findkeywords = defineCommand({
  name: "findkeywords",
  type: "transforming",
  summary: "Finds words that tell groups of events apart.",
  grammar: {
    labelfield: option("labelfield", "field", "The field with the group."),
    dedup: option("dedup", "bool", "Leave out repetitions."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("keywords are not computed here"),
  examples: [],
});
