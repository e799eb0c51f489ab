import { eitherFields } from "#events/field-set-merge.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { sortRows } from "#runtime/ordering.ts";
import { defineCommand } from "../define.ts";
import { subsearches } from "../parts.ts";
import { refuse } from "../refuse.ts";
import { streamingProblem } from "../streaming-commands.ts";

export const multisearch = defineCommand({
  name: "multisearch",
  type: "generating",
  summary: "Runs several streaming searches together and merges their events by time.",
  details: "Takes at least two subsearches, which may hold streaming commands only.",
  grammar: {
    subsearches: subsearches("The searches.", { min: 2, max: Number.POSITIVE_INFINITY }),
  },
  flow: ({ subsearches: subs = [] }, before, ctx) => {
    const [first = before, ...others] = subs.map((sub) => ctx.subsearch(sub, before));
    return others.reduce((merged, part) => eitherFields(merged, part, ctx.field), first);
  },
  plan: ({ subsearches: subs = [] }, ctx) => {
    if (subs.length < 2) return refuse("E-MULTITWO", ctx.stage.span, "At least two searches must be specified.");
    for (const [index, sub] of subs.entries()) {
      const wrong = streamingProblem(sub.pipeline);
      if (wrong !== undefined) {
        const message = `Multisearch subsearches might only contain purely streaming operations (subsearch ${index + 1} contains a non-streaming command: ${wrong.command}).`;
        return refuse("E-MULTISTREAM", wrong.nameSpan ?? wrong.span, message);
      }
    }
    const searches = subs.map((sub) => ctx.pipeline(sub.pipeline));
    return async function* (_input, run) {
      const rows = [];
      for (const search of searches) rows.push(...(await collect(search.run(run), run)));
      yield* inBatches(sortRows(rows, [{ field: "_time", descending: true, mode: "num" }]), run);
    };
  },
  examples: [
    {
      spl: "multisearch [search t=1] [search t=3 | eval u=1]",
      in: [{ t: "1" }, { t: "2" }, { t: "3" }],
      out: [{ t: "1" }, { t: "3", u: "1" }],
    },
    {
      spl: "multisearch [search t=1] [search t=3]",
      in: [
        { _time: "10", t: "1" },
        { _time: "20", t: "3" },
      ],
      out: [
        { _time: "20", t: "3" },
        { _time: "10", t: "1" },
      ],
      doc: "The newest first.",
    },
  ],
});
