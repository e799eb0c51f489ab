import { passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";

export const fieldformat = defineCommand({
  name: "fieldformat",
  type: "distributable streaming",
  summary: "Changes how a field is shown, not its value.",
  details: "Results here are the values themselves, so nothing is to be seen of it.",
  grammar: {
    assignments: { kind: "assignments", required: true, doc: "`field = expression` that gives the text to show." },
  },
  flow: (_args, before) => before,
  plan: ({ assignments = [] }, ctx) => {
    // The expressions are compiled so that what is wrong with them is said.
    for (const { value } of assignments) ctx.expression(value);
    return passRows;
  },
  orderInsensitive: true,
  examples: [{ spl: 'fieldformat n=n."%"', in: [{ n: "5" }], out: [{ n: "5" }] }],
});
