import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, noOp } from "../define.ts";
import { field, option } from "../parts.ts";

export const typelearner = defineCommand({
  name: "typelearner",
  type: "transforming",
  summary: "Proposes event types.",
  grammar: {
    maxlen: option("maxlen", "int", "How many characters to look at."),
    field: field("read", "The field that groups events."),
  },
  // A server gives rows of its own: the event types.
  flow: (_args, before) => unknownFields(before),
  plan: noOp("event types are proposed by a Splunk server"),
  examples: [{ spl: "typelearner", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
