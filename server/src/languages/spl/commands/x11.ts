import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { rest } from "../parts.ts";

export const x11 = defineCommand({
  name: "x11",
  type: "transforming",
  summary: "Takes the season out of a time series.",
  grammar: {
    arguments: rest("`add()` or `mult()`, the period, the field, AS."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the X11 method is not carried out here"),
  examples: [],
});
