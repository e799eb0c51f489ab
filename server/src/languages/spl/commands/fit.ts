import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const fit = defineCommand({
  name: "fit",
  type: "dataset processing",
  summary: "Trains a model.",
  grammar: {
    arguments: rest("The algorithm, fields, options, and INTO with the model."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the Machine Learning Toolkit is not carried out here"),
  examples: [],
});
