import { defineCommand, noOp } from "../define.ts";

export const localop = defineCommand({
  name: "localop",
  type: "orchestrating",
  summary: "Has the rest of the search run on the search head.",
  grammar: {},
  flow: (_args, before) => before,
  plan: noOp("everything runs in one place here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "localop", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
