import { withField } from "#events/field-set.ts";
import { binned } from "#runtime/binning.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { planBins } from "../bin-plan.ts";
import { defineCommand } from "../define.ts";
import { asField, field, option } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const bin = defineCommand({
  name: "bin",
  aliases: ["bucket", "discretize"],
  type: "distributable streaming",
  summary: "Groups times or numbers into ranges.",
  details:
    "`_time` is rounded down to the beginning of its span: seconds to hours from the epoch, days and longer by the calendar of the " +
    "time zone. A number becomes the text `low-high` of its range. What is no number stays. Without a span at most 100 ranges " +
    "are made from the data.",
  grammar: {
    bins: option("bins", "int", "How many ranges to make at most when no span is given.", "100"),
    minspan: option("minspan", "span", "The smallest span to choose when none is given."),
    span: option("span", "span", "The size of a range: `5m`, `10`, `log10`."),
    start: option("start", "number", "A number that the ranges reach down to when no span is given."),
    end: option("end", "number", "A number that the ranges reach up to when no span is given."),
    aligntime: option("aligntime", "time", "The moment from which spans of time are counted."),
    field: field("write", "The field to put into ranges.", { required: true }),
    as: asField("A field for the result; the field itself otherwise."),
  },
  flow: ({ field: ref, as }, before, ctx) => {
    if (ref === undefined) return before;
    const { presenceByKind, ...info } = ctx.field(before, ref.name);
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [ref.name] };
    const byKind = presenceByKind === undefined ? {} : { presenceByKind };
    const made = { ...info, ...byKind, domain: { kind: "any" as const }, provenance };
    return withField(before, as?.name ?? ref.name, ref.name === "_time" ? made : { ...made, type: "any" as const });
  },
  plan: (args, ctx): Operator | ReturnType<typeof refuse> => {
    const { field: ref, as } = args;
    if (ref === undefined) return refuse("E-BINFIELD", ctx.stage.span, "You must specify a field to discretize.");
    const { name } = ref;
    const target = as?.name ?? name;
    const plan = planBins(name, args, ctx.timeRange);
    if (isRefusal(plan)) return plan;
    if (!plan.whole) {
      return changeRows((run) => {
        const binning = plan.binning([], run);
        return (row) => {
          row.set(target, binned(row.get(name), binning));
          if (run.trace !== undefined) recordSources(row, target, [name]);
        };
      });
    }
    return async function* (input, run) {
      const rows = await collect(input, run);
      const binning = plan.binning(rows, run);
      for (const row of rows) row.set(target, binned(row.get(name), binning));
      yield* inBatches(rows, run);
    };
  },
  orderInsensitive: true,
  examples: [
    { spl: "bin span=1h _time", in: [{ _time: "3725" }], out: [{ _time: "3600" }] },
    { spl: "bucket _time span=10m as t", in: [{ _time: "605" }], out: [{ _time: "605", t: "600" }] },
    { spl: "bin span=10 n", in: [{ n: "23" }, { n: "x" }], out: [{ n: "20-30" }, { n: "x" }] },
    { spl: "bin n span=10 as r", in: [{ n: "23" }], out: [{ n: "23", r: "20-30" }] },
    {
      spl: "bin span=1d aligntime=3600 _time",
      in: [{ _time: "90000" }],
      out: [{ _time: "86400" }],
      doc: "Days stay where the calendar has them, whatever they are aligned to.",
    },
    { spl: "bin minspan=7m _time", in: [{ _time: "650" }, { _time: "0" }], out: [{ _time: "600" }, { _time: "0" }] },
    {
      spl: "bin bins=10 end=1000 n",
      in: [{ n: "23" }, { n: "7" }],
      out: [{ n: "0-1000" }, { n: "0-1000" }],
      doc: "start and end widen the range of the data, from which the size is chosen.",
    },
    { spl: "bin span=log10 n", in: [{ n: "5" }, { n: "250" }], out: [{ n: "1-10" }, { n: "100-1000" }] },
  ],
});
