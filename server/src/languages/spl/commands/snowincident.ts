import { defineCommand, noOp } from "../define.ts";
import { rest } from "../parts.ts";

export const snowincident = defineCommand({
  name: "snowincident",
  type: "orchestrating",
  summary: "Opens incidents in ServiceNow.",
  grammar: {
    parameters: rest("What the incident gets."),
  },
  flow: (_args, before) => before,
  plan: noOp("nothing is sent from here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "snowincident", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
