import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const diff = defineCommand({
  name: "diff",
  type: "dataset processing",
  summary: "Shows the difference of two results.",
  grammar: {
    position1: option("position1", "int", "The first result.", "1"),
    position2: option("position2", "int", "The second result.", "2"),
    attribute: option("attribute", "field", "The field to compare.", "_raw"),
    diffheader: option("diffheader", "bool", "Give a header.", "false"),
    context: option("context", "bool", "Give context.", "false"),
    maxlen: option("maxlen", "int", "How many characters to compare.", "100000"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the text of the difference is Splunk's own"),
  examples: [],
});
