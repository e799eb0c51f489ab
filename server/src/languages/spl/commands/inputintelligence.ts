import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { word } from "../parts.ts";

export const inputintelligence = defineCommand({
  name: "inputintelligence",
  type: "generating",
  summary: "Reads a list of threat intelligence.",
  grammar: {
    list: word("name", "The list."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("Enterprise Security keeps these lists on a Splunk server"),
  examples: [],
});
