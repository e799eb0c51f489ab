import { openFields } from "#events/field-set.ts";
import { defineCommand, noOp } from "../define.ts";
import { fields, option } from "../parts.ts";

export const tags = defineCommand({
  name: "tags",
  type: "distributable streaming",
  summary: "Puts the tags of field values into a field.",
  grammar: {
    outputfield: option("outputfield", "field", "The field for all tags."),
    inclname: option("inclname", "bool", "Write the field name in front of a tag.", "false"),
    inclvalue: option("inclvalue", "bool", "Write the value in front of a tag.", "false"),
    allowedTags: option("allowed_tags", "string", "Only these tags."),
    fields: fields("read", "The fields whose tags to give."),
  },
  flow: (_args, before) => openFields(before),
  plan: noOp("tags are defined on a Splunk server and none are known here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "tags", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
