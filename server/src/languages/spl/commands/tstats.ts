import type { Batch } from "#events/batch.ts";
import { madeField, onlyFields } from "#events/field-set.ts";
import { eitherFields } from "#events/field-set-merge.ts";
import { timeZone } from "#events/time-zone.ts";
import { toNumber } from "#events/value.ts";
import { timeBins } from "#runtime/binning.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { GroupKey } from "#runtime/grouping.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Aggregation, ByItem } from "#syntax/spl/ast.ts";
import { aggregateFields, groupField } from "../aggregate-flow.ts";
import { planAggregations } from "../aggregate-plan.ts";
import { AggregateRows } from "../aggregate-rows.ts";
import { automaticSpan } from "../bin-plan.ts";
import { asTimeSpan, parseBinSpan } from "../bin-spans.ts";
import { byStage } from "../by-stage.ts";
import { modelFields } from "../dataset-rows.ts";
import { defineCommand } from "../define.ts";
import { aggregations, clauseSearch, option } from "../parts.ts";
import { rawPrefix } from "../raw-prefix.ts";
import { optionBool, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { tstatsSource, warnNotIndexed } from "../tstats-rows.ts";

function keyName({ field }: ByItem): string {
  return field.kind === "prefix" ? field.text : field.name;
}

/** The span of `_time`, wherever among the BY items it is written. */
function spanOption(by: readonly ByItem[]): string | undefined {
  return optionText(by.flatMap((item) => item.options).find((each) => each.name === "span"));
}

/** Makes the keys of the groups for a run; `rows` are there when the span has to be chosen from the data. */
type Keys = (run: RunContext, rows: readonly Batch[number][]) => readonly GroupKey[];

function planKeys(by: readonly ByItem[], fill: string | undefined, ctx: PlanContext): Keys | Refusal {
  const written = spanOption(by);
  const parsed = written === undefined ? undefined : parseBinSpan(written);
  const given = parsed === undefined || parsed === null ? parsed : asTimeSpan(parsed);
  if (given === null) return refuse("E-SPAN", ctx.stage.span, `The value for option span (${written}) is invalid.`);
  if (given !== undefined && !by.some((item) => keyName(item) === "_time")) {
    return refuse("E-SPAN", ctx.stage.span, `span=${written} groups _time, which is not among the BY fields.`);
  }
  return (run, rows) =>
    by.map((item) => {
      const name = keyName(item);
      if (item.field.kind === "prefix") return { name, value: filled(rawPrefix(item.field.text), fill) };
      if (name !== "_time") return { name, value: filled((row) => row.get(name), fill) };
      const span = given ?? automaticSpan(rows, ctx.timeRange(run), run);
      const bin = timeBins(span, timeZone(run.settings.timeZone));
      return {
        name,
        value: filled((row) => {
          const time = toNumber(row.get("_time"));
          return time === null ? null : bin(time);
        }, fill),
      };
    });
}

function filled(value: GroupKey["value"], fill: string | undefined): GroupKey["value"] {
  return fill === undefined ? value : (row) => value(row) ?? fill;
}

function badAggregation(asked: readonly Aggregation[] | undefined): Refusal | undefined {
  for (const aggregation of asked ?? []) {
    const { argument, name } = aggregation;
    if (aggregation.isEval) {
      return refuse(
        "E-AGGSPEC",
        aggregation.span,
        "tstats takes no eval() in an aggregation; compute the field in stats.",
      );
    }
    if (name === "list") return refuse("E-AGGSPEC", aggregation.span, "tstats has no list(); use values().");
    if (argument?.kind === "field" && argument.wildcard) {
      return refuse("E-AGGSPEC", argument.span, `tstats takes no wildcard in a field name: '${argument.name}'.`);
    }
  }
  return undefined;
}

export const tstats = defineCommand({
  name: "tstats",
  type: "generating",
  summary: "Aggregates a data model's dataset, or indexed fields.",
  details:
    "With FROM datamodel=Model.Dataset the events that belong to the dataset are mapped to its fields, whose names carry the " +
    "dataset: `Processes.dest`. WHERE compares as `search` does, without case. Rows in which a BY field is null are left out " +
    "unless fillnull_value is given. `_time span=1h` groups by time. Output keeps the prefixed names. summariesonly and " +
    "allow_old_summaries have no effect here. prestats=t hands the rows over to the next stats, chart or timechart.",
  grammar: {
    prestats: option("prestats", "bool", "Leave the aggregation to the next stats, chart or timechart.", "false"),
    local: option("local", "bool", "Run on the search head only; no effect here.", "false"),
    append: option("append", "bool", "Add to the present rows; needs prestats.", "false"),
    summariesonly: option("summariesonly", "bool", "Read summaries only; no effect here.", "false"),
    reduced: option("include_reduced_buckets", "bool", "Read reduced buckets too; no effect here.", "false"),
    oldSummaries: option("allow_old_summaries", "bool", "Use summaries of an older model; no effect here.", "false"),
    summaryValues: option("use_summary_index_values", "bool", "Use values of summary indexes; no effect here."),
    chunkSize: option("chunk_size", "int", "Events taken at a time; no effect here.", "10000000"),
    fillnullValue: option("fillnull_value", "string", "What stands for an absent BY field."),
    aggregations: aggregations("What to compute: `func(field) AS name`.", "tstats"),
    from: { kind: "clause-dataset", keywords: ["from"], doc: "The dataset: `datamodel=Model.Dataset`." },
    where: clauseSearch(["where"], "Which events count, as in search."),
    by: {
      kind: "clause-by-items",
      keywords: ["by", "groupby"],
      options: { span: "span" },
      doc: "Fields whose values make the groups; `_time` with a span.",
    },
  },
  flow: (args, before, ctx) => {
    const { from, where } = args;
    const fields = from?.type === "datamodel" ? ctx.datasetFields(from.name, from.dataset) : undefined;
    const prefix = `${from?.dataset ?? from?.name ?? ""}.`;
    const provenance = { kind: "event" as const, span: from?.span ?? ctx.stage.span, from: [] };
    const source =
      from === undefined
        ? before
        : onlyFields(before, modelFields(fields ?? [], prefix, provenance), byStage(ctx.stage), {
            // A query of a root dataset may name fields of the datasets below it, and a model may have been given further ones.
            open: true,
            hasRaw: true,
          });
    const refined = where === undefined ? source : ctx.refineBySearch(source, where);
    if (optionBool(args.prestats, false)) {
      return optionBool(args.append, false) ? eitherFields(before, refined, ctx.field) : refined;
    }
    const keys = (args.by ?? []).map((item) => {
      const name = keyName(item);
      if (item.field.kind === "field") return [name, groupField(refined, name, ctx)] as const;
      return [name, madeField({ kind: "command", span: item.span, from: ["_raw"] })] as const;
    });
    const made = aggregateFields(args.aggregations, refined, ctx);
    return onlyFields(refined, [...keys, ...made.fields], byStage(ctx.stage), {
      open: !made.complete,
      order: "sorted",
    });
  },
  plan: (args, ctx) => {
    const { from, where, by = [] } = args;
    const bad = badAggregation(args.aggregations);
    if (bad !== undefined) return bad;
    const source = tstatsSource(from, where, ctx);
    if (isRefusal(source)) return source;
    const names = by.flatMap(({ field }) => (field.kind === "field" ? [field] : []));
    const grouped = args.by === undefined ? undefined : names;
    const plans = planAggregations(args.aggregations, grouped, ctx, args.by?.length);
    if (isRefusal(plans)) return plans;
    const fill = optionText(args.fillnullValue);
    const keysOf = planKeys(by, fill, ctx);
    if (isRefusal(keysOf)) return keysOf;
    const asked = (args.aggregations ?? []).flatMap(({ argument }) => (argument?.kind === "field" ? [argument] : []));
    if (from === undefined) warnNotIndexed([...names, ...asked], ctx);
    const filter = where === undefined ? undefined : ctx.filter(where, true);
    const prestats = optionBool(args.prestats, false);
    const append = optionBool(args.append, false);
    if (append && !optionBool(args.prestats, false)) {
      const message = "append=t needs prestats=t: what it adds is finished by the next stats, chart or timechart.";
      return refuse("E-OPTVAL", args.append?.span ?? ctx.stage.span, message);
    }
    const chooses = by.some((item) => keyName(item) === "_time") && spanOption(by) === undefined;
    const matching = async function* (run: RunContext): AsyncGenerator<Batch> {
      const holds = await filter?.(run);
      for await (const batch of source(run)) {
        run.signal.throwIfAborted();
        const kept = holds === undefined ? batch : batch.filter((row) => holds(row) === true);
        if (kept.length > 0) yield kept;
      }
    };
    return async function* (input, run) {
      if (append) yield* input;
      const known = chooses || prestats ? await collect(matching(run), run) : [];
      const batches = chooses || prestats ? inBatches(known, run) : matching(run);
      const keys = keysOf(run, known);
      if (prestats) {
        for (const row of known) for (const key of keys) row.set(key.name, key.value(row));
        yield* inBatches(
          known.filter((row) => keys.every((key) => row.get(key.name) !== null)),
          run,
        );
        return;
      }
      const aggregate = await AggregateRows.start({ by: keys, plans }, run);
      let met = false;
      for await (const batch of batches) {
        met ||= batch.length > 0;
        await aggregate.take(batch);
      }
      const rows = aggregate.rows();
      yield* inBatches(met || by.length > 0 ? rows : rows.filter((row) => row.names().length > 0), run);
    };
  },
  examples: [
    {
      spl: "tstats count where index=main by host",
      in: [
        { host: "a", index: "main" },
        { host: "b", index: "main" },
        { host: "a", index: "main" },
      ],
      out: [
        { host: "a", count: "2" },
        { host: "b", count: "1" },
      ],
    },
    {
      spl: "tstats count by _time span=1m ",
      in: [{ _time: "600" }, { _time: "60" }],
      out: [
        { _time: "60", count: "1" },
        { _time: "600", count: "1" },
      ],
      doc: "Groups of times come in their order, other groups in that of their texts.",
    },
    {
      spl: "tstats count by _time span=1m",
      in: [{ _time: "0" }, { _time: "59" }, { _time: "60" }],
      out: [
        { _time: "0", count: "2" },
        { _time: "60", count: "1" },
      ],
    },
    {
      spl: "tstats fillnull_value=none count by host",
      in: [{ host: "a" }, { source: "x" }],
      out: [
        { host: "a", count: "1" },
        { host: "none", count: "1" },
      ],
    },
  ],
});
