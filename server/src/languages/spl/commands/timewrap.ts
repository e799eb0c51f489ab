import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, word } from "../parts.ts";

export const timewrap = defineCommand({
  name: "timewrap",
  type: "transforming",
  summary: "Lays periods of a timechart over each other.",
  grammar: {
    align: option("align", ["now", "end"], "Where periods end.", "end"),
    series: option("series", ["relative", "exact", "short"], "How columns are named.", "relative"),
    timeFormat: option("time_format", "string", "The format of column names."),
    span: word("string", "The length of a period."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("its column names depend on the moment of the search; use eval and chart"),
  examples: [],
});
