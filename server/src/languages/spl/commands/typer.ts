import { openFields } from "#events/field-set.ts";
import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const typer = defineCommand({
  name: "typer",
  type: "distributable streaming",
  summary: "Adds the event types of each event.",
  grammar: {
    eventtypes: option("eventtypes", "string", "Only these event types."),
    maxlen: option("maxlen", "int", "How many characters to look at.", "10000"),
  },
  flow: (_args, before) => openFields(before),
  plan: noOp("event types are defined on a Splunk server and none are known here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "typer", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
