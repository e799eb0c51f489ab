import { eitherFields } from "#events/field-set-merge.ts";
import { inBatches } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { option, subsearches } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

export const append = defineCommand({
  name: "append",
  type: "dataset processing",
  summary: "Adds the rows of a subsearch after the present rows.",
  details: "The subsearch runs on its own and gives at most 50,000 rows.",
  grammar: {
    extendtimerange: option(
      "extendtimerange",
      "bool",
      "Whether the subsearch may widen the time range; no effect here.",
      "false",
    ),
    maxtime: option("maxtime", "int", "Seconds that the subsearch may take; no effect here.", "60"),
    maxout: option("maxout", "int", "How many rows of the subsearch to use.", "50000"),
    timeout: option("timeout", "int", "Seconds to wait for the subsearch; no effect here.", "60"),
    subsearch: subsearches("The search whose rows are added."),
  },
  flow: ({ subsearch }, before, ctx) => {
    const [sub] = subsearch ?? [];
    return sub === undefined ? before : eitherFields(before, ctx.subsearch(sub, before), ctx.field);
  },
  plan: ({ subsearch, maxout }, ctx) => {
    const [sub] = subsearch ?? [];
    if (sub === undefined) return refuse("E-SUBLAST", ctx.stage.span, "The last argument must be a subsearch.");
    const rowsOf = subsearchRows(sub, ctx, optionNumber(maxout, Number.POSITIVE_INFINITY));
    return async function* (input, run) {
      yield* input;
      yield* inBatches(await rowsOf(run), run);
    };
  },
  examples: [{ spl: "append [| makeresults | eval n=2 | table n]", in: [{ n: "1" }], out: [{ n: "1" }, { n: "2" }] }],
});
