import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const findtypes = defineCommand({
  name: "findtypes",
  type: "transforming",
  summary: "Proposes event types.",
  grammar: {
    max: option("max", "int", "How many to propose.", "10"),
    words: rest("`notcovered`, `useraw`."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("event types are proposed by a Splunk server"),
  examples: [],
});
