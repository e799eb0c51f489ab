import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const pivot = defineCommand({
  name: "pivot",
  type: "generating",
  summary: "Runs a pivot over a dataset.",
  grammar: {
    arguments: rest("The data model, the dataset, and what to compute."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("pivots are not modelled here; use tstats"),
  examples: [],
});
