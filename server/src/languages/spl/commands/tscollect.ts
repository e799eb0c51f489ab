import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const tscollect = defineCommand({
  name: "tscollect",
  type: "dataset processing",
  summary: "Writes an index-time file for tstats.",
  grammar: {
    namespace: option("namespace", "string", "The name of the file."),
    squashcase: option("squashcase", "bool", "Write values in lower case.", "false"),
    keepresults: option("keepresults", "bool", "Pass the rows on.", "false"),
  },
  flow: (_args, before) => before,
  plan: noOp("index-time files are kept by a Splunk server"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "tscollect namespace=x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
