import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const bucketdir = defineCommand({
  name: "bucketdir",
  type: "distributable streaming",
  summary: "Merges values into directories above them.",
  grammar: {
    pathfield: option("pathfield", "field", "The field with the path."),
    sizefield: option("sizefield", "field", "The field with the size."),
    maxcount: option("maxcount", "int", "How many directories."),
    countfield: option("countfield", "field", "The field for the count."),
    sep: option("sep", "string", "What stands between directories."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the choice of directories is not modelled here"),
  examples: [],
});
