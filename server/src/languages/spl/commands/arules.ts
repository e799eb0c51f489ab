import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { fields, option } from "../parts.ts";

export const arules = defineCommand({
  name: "arules",
  type: "transforming",
  summary: "Finds association rules between field values.",
  grammar: {
    sup: option("sup", "int", "The least number of events.", "3"),
    conf: option("conf", "number", "The least confidence.", "0.5"),
    fields: fields("read", "The fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("association rules are not computed here"),
  examples: [],
});
