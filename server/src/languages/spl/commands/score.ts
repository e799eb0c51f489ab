import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const score = defineCommand({
  name: "score",
  type: "transforming",
  summary: "Computes scores of predictions.",
  grammar: {
    arguments: rest("The method and fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the Machine Learning Toolkit is not carried out here"),
  examples: [],
});
