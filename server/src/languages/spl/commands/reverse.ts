import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";

export const reverse = defineCommand({
  name: "reverse",
  type: "dataset processing",
  summary: "Turns the order of the rows round.",
  grammar: {},
  flow: (_args, before) => ({ ...before, order: before.order === "sorted" ? "sorted" : "unknown" }),
  plan: () => wholeSet((rows) => rows.reverse()),
  examples: [{ spl: "reverse", in: [{ n: "1" }, { n: "2" }], out: [{ n: "2" }, { n: "1" }] }],
});
