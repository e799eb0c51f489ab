import { defineCommand, noOp } from "../define.ts";
import { option, rest, word } from "../parts.ts";

export const sendalert = defineCommand({
  name: "sendalert",
  type: "dataset processing",
  summary: "Starts an alert action with the rows.",
  grammar: {
    resultsLink: option("results_link", "string", "An address of the results."),
    resultsPath: option("results_path", "string", "A file of the results."),
    action: word("name", "The alert action."),
    parameters: rest("`param.name=value`: what the action gets."),
  },
  flow: (_args, before) => before,
  plan: noOp("alert actions run on a Splunk server only"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "sendalert risk", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
