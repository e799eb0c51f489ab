import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const analyzefields = defineCommand({
  name: "analyzefields",
  aliases: ["af"],
  type: "transforming",
  summary: "Tells how well numeric fields predict a class.",
  grammar: {
    classfield: option("classfield", "field", "The field with the class."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("predictive power is not computed here"),
  examples: [],
});
