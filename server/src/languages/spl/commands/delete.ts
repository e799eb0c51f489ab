import { defineCommand, noOp } from "../define.ts";

export const deleteCommand = defineCommand({
  name: "delete",
  type: "dataset processing",
  summary: "Marks the events as no longer searchable.",
  grammar: {},
  flow: (_args, before) => before,
  plan: noOp("nothing is deleted from a sample"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "delete", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
