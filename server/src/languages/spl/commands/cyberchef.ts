import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const cyberchef = defineCommand({
  name: "cyberchef",
  type: "distributable streaming",
  summary: "Applies a recipe of CyberChef to a field.",
  grammar: {
    infield: option("infield", "field", "The field to read."),
    outfield: option("outfield", "field", "The field to write."),
    operation: option("operation", "string", "The operation."),
    jsonrecipe: option("jsonrecipe", "string", "The recipe."),
    rest: rest("Further arguments; the add-on reads its text itself."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the add-on CyberChef is not carried out here"),
  examples: [],
});
