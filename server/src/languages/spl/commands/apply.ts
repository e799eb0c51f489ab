import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const apply = defineCommand({
  name: "apply",
  type: "distributable streaming",
  summary: "Applies a trained model.",
  grammar: {
    arguments: rest("The model, and options of it."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("models of the Machine Learning Toolkit are kept on a Splunk server"),
  examples: [],
});
