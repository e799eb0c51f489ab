import { defineCommand, noOp } from "../define.ts";
import { option, word } from "../parts.ts";

export const input = defineCommand({
  name: "input",
  type: "orchestrating",
  summary: "Adds or removes watched sources.",
  grammar: {
    sourcetype: option("sourcetype", "string", "The source type."),
    index: option("index", "string", "The index."),
    action: word(["add", "remove"], "What to do."),
    source: word("string", "The source."),
  },
  flow: (_args, before) => before,
  plan: noOp("inputs are kept by a Splunk server"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "input add", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
