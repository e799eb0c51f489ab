import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { fields, option } from "../parts.ts";

export const selfjoin = defineCommand({
  name: "selfjoin",
  type: "dataset processing",
  summary: "Joins rows with other rows of the same set.",
  grammar: {
    overwrite: option("overwrite", "bool", "Values of the other row replace present ones.", "true"),
    max: option("max", "int", "How many rows to join with.", "1"),
    keepsingle: option("keepsingle", "bool", "Keep rows without another.", "false"),
    fields: fields("read", "The key fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("which of the rows is joined is not documented; use stats or eventstats by the same fields"),
  examples: [],
});
