import { defineCommand, noOp } from "../define.ts";
import { rest } from "../parts.ts";

export const runshellscript = defineCommand({
  name: "runshellscript",
  type: "dataset processing",
  summary: "Runs the script of an alert.",
  grammar: {
    program: rest("The script and its arguments."),
  },
  flow: (_args, before) => before,
  plan: noOp("external programs are not started from here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "runshellscript x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
