import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const localize = defineCommand({
  name: "localize",
  type: "transforming",
  summary: "Lists spans of time in which events lie.",
  grammar: {
    maxpause: option("maxpause", "span", "The longest time between events.", "1m"),
    timeafter: option("timeafter", "span", "Time added behind.", "30s"),
    timebefore: option("timebefore", "span", "Time added in front.", "30s"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("it prepares searches of a Splunk server; use transaction or bin"),
  examples: [],
});
