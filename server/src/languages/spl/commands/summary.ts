import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { word } from "../parts.ts";

export const summary = defineCommand({
  name: "summary",
  type: "generating",
  summary: "Shows a trained model.",
  grammar: {
    model: word("name", "The model."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("models of the Machine Learning Toolkit are kept on a Splunk server"),
  examples: [],
});
