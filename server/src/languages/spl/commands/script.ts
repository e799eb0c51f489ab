import { openFields } from "#events/field-set.ts";
import { defineCommand, noOp } from "../define.ts";
import { option, rest } from "../parts.ts";

export const script = defineCommand({
  name: "script",
  aliases: ["run"],
  type: "dataset processing",
  summary: "Runs an external program on the rows.",
  grammar: {
    maxinputs: option("maxinputs", "int", "How many rows it gets.", "50000"),
    program: rest("The program and its arguments."),
  },
  flow: (_args, before) => openFields(before),
  plan: noOp("external programs are not started from here, and what they would change is not known"),
  examples: [{ spl: "script python x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
