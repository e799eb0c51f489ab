import { defineCommand, noOp } from "../define.ts";
import { fields } from "../parts.ts";

export const iconify = defineCommand({
  name: "iconify",
  type: "distributable streaming",
  summary: "Shows an icon for each distinct value.",
  grammar: {
    fields: fields("read", "The fields."),
  },
  flow: (_args, before) => before,
  plan: noOp("it changes the display of Splunk only"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "iconify a", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
