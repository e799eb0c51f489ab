import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { field, option } from "../parts.ts";

export const erex = defineCommand({
  name: "erex",
  type: "distributable streaming",
  summary: "Extracts a field by examples of its values.",
  grammar: {
    examples: option("examples", "string", "Examples, separated by commas."),
    counterexamples: option("counterexamples", "string", "Values that are wrong."),
    fromfield: option("fromfield", "field", "The field to look into.", "_raw"),
    maxtrainers: option("maxtrainers", "int", "How many events to learn from.", "100"),
    field: field("write", "The field to make."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the regular expression that Splunk would learn is not known; use rex"),
  examples: [],
});
