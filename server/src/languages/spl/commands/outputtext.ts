import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const outputtext = defineCommand({
  name: "outputtext",
  type: "dataset processing",
  summary: "Puts the escaped raw text into the field _xml, for output as XML.",
  grammar: {
    usexml: option("usexml", "bool", "Escape as XML.", "true"),
  },
  flow: (_args, before) => before,
  plan: noOp("it serves a form of output that only Splunk has"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "outputtext", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
