import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { subsearches } from "../parts.ts";

export const multireport = defineCommand({
  name: "multireport",
  type: "transforming",
  summary: "Runs several pipelines on the same rows and puts their results together.",
  grammar: {
    pipelines: subsearches("The pipelines.", { min: 0, max: Number.POSITIVE_INFINITY, role: "template" }),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("multireport has no documented behaviour; use appendpipe"),
  examples: [],
});
