import { eitherFields } from "#events/field-set-merge.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { option, subsearches } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const appendpipe = defineCommand({
  name: "appendpipe",
  type: "dataset processing",
  summary: "Runs a pipeline on a copy of the present rows and adds its result at the end.",
  details: "The brackets hold a pipeline for the rows at hand, with or without a pipe in front; it is not a subsearch.",
  grammar: {
    runInPreview: option("run_in_preview", "bool", "Whether previews show the result; no effect here.", "true"),
    template: subsearches("The pipeline.", { role: "template" }),
  },
  flow: ({ template }, before, ctx) => {
    const [sub] = template ?? [];
    return sub === undefined ? before : eitherFields(before, ctx.subsearch(sub, before), ctx.field);
  },
  plan: ({ template }, ctx) => {
    const [sub] = template ?? [];
    if (sub === undefined) return refuse("E-SUBLAST", ctx.stage.span, "The last argument must be a subsearch.");
    const { operator } = ctx.pipeline(sub.pipeline);
    return async function* (input, run) {
      const rows = await collect(input, run);
      const copies = rows.map((row) => row.copy());
      yield* inBatches(rows, run);
      yield* operator(inBatches(copies, run), run);
    };
  },
  examples: [
    {
      spl: "appendpipe [stats sum(n) as n]",
      in: [{ n: "1" }, { n: "2" }],
      out: [{ n: "1" }, { n: "2" }, { n: "3" }],
    },
  ],
});
