import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const gauge = defineCommand({
  name: "gauge",
  type: "transforming",
  summary: "Shapes a value for a gauge.",
  grammar: {
    arguments: rest("The value and the bounds of the ranges."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("gauges are not drawn here"),
  examples: [],
});
