import type { FieldSet } from "#events/field-set.ts";
import { eitherFields, unknownFields } from "#events/field-set-merge.ts";
import { inBatches } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { datasetFlow, datasetRows } from "../dataset-rows.ts";
import { defineCommand } from "../define.ts";
import { option, subsearches } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

export const union = defineCommand({
  name: "union",
  type: "dataset processing",
  anywhere: true,
  summary: "Puts the rows of several datasets one after the other.",
  details:
    "First in a search it reads the datasets; later it adds them to the present rows. Each gives at most 50,000 rows.",
  grammar: {
    maxtime: option("maxtime", "int", "Seconds that a subsearch may take; no effect here.", "60"),
    maxout: option("maxout", "int", "How many rows of each subsearch to use.", "50000"),
    timeout: option("timeout", "int", "Seconds to wait for a subsearch; no effect here.", "600"),
    dataset: { kind: "dataset", doc: "A data model's dataset, a lookup or a saved search." },
    subsearches: subsearches("Searches whose rows are added.", { min: 0, max: Number.POSITIVE_INFINITY }),
  },
  flow: ({ dataset, subsearches: subs = [] }, before, ctx) => {
    const parts: FieldSet[] = subs.map((sub) => ctx.subsearch(sub, before));
    if (dataset !== undefined) parts.push(datasetFlow(dataset, before, ctx));
    const first = before.events?.open === true && before.written.size === 0 && before.removed.length === 0;
    if (!first) parts.unshift(before);
    const [head = unknownFields(before), ...others] = parts;
    return others.reduce((merged, part) => eitherFields(merged, part, ctx.field), head);
  },
  plan: ({ dataset, subsearches: subs = [], maxout }, ctx) => {
    const most = optionNumber(maxout, Number.POSITIVE_INFINITY);
    const sources: Operator[] = [];
    if (dataset !== undefined) {
      const read = datasetRows(dataset, ctx);
      if (isRefusal(read)) return read;
      sources.push((_input, run) => read(run));
    }
    for (const sub of subs) {
      const rowsOf = subsearchRows(sub, ctx, most);
      sources.push(async function* (_input, run) {
        yield* inBatches(await rowsOf(run), run);
      });
    }
    if (sources.length === 0) return refuse("E-MULTITWO", ctx.stage.span, "union needs at least one dataset.");
    return async function* (input, run) {
      yield* input;
      for (const source of sources) yield* source(input, run);
    };
  },
  examples: [
    {
      spl: "union [| makeresults | eval n=2 | table n] [| makeresults | eval n=3 | table n]",
      in: [{ n: "1" }],
      out: [{ n: "1" }, { n: "2" }, { n: "3" }],
    },
  ],
});
