import { fieldPattern } from "#events/field-pattern.ts";
import type { Row } from "#events/row.ts";
import { parseTimeSpan, spanSeconds } from "#events/time-span.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Aggregate } from "#runtime/grouping.ts";
import type { Operator, Prepared } from "#runtime/operator.ts";
import type { Predicate } from "#runtime/predicate.ts";
import { RunningAggregates, type Window } from "#runtime/windowing.ts";
import { type CompiledAggregationPlan, isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { addedAggregates } from "../aggregate-flow.ts";
import type { GroupingShape } from "../aggregate-rows.ts";
import { defineCommand } from "../define.ts";
import { aggregations, byFields, option } from "../parts.ts";
import { optionBool, optionEval, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { groupingShape } from "../stats-plan.ts";

/** Splunk's max_stream_window. */
const LARGEST_WINDOW = 10_000;

/** When everything is forgotten. */
interface Resets {
  readonly onChange: boolean;
  readonly before: Prepared<Predicate> | undefined;
  readonly after: Prepared<Predicate> | undefined;
}

function condition(given: Option | undefined, ctx: PlanContext): Prepared<Predicate> | undefined {
  const expr = optionEval(given);
  return expr === undefined ? undefined : ctx.condition(expr);
}

function timeWindow(given: Option | undefined): number | null | Refusal {
  const text = optionText(given);
  if (text === undefined || given === undefined) return null;
  const span = parseTimeSpan(text);
  const seconds = span === null ? (/^\d+$/.test(text) ? Number(text) : null) : spanSeconds(span);
  return seconds ?? refuse("E-SPAN", given.value.span, `The value for option time_window (${text}) is invalid.`);
}

/** The plans that an argument with wildcards stands for: one for each field of the rows that fits. */
function closedPlans(
  plan: CompiledAggregationPlan,
  rows: readonly Row[],
  shape: GroupingShape,
): readonly CompiledAggregationPlan[] {
  const { wildcard } = plan;
  if (wildcard === undefined) return [plan];
  const pattern = fieldPattern(wildcard.pattern);
  const keys = new Set(shape.by.map(({ name }) => name));
  return [...new Set(rows.flatMap((row) => row.names()))].flatMap((name) => {
    const parts = keys.has(name) ? null : pattern.capture(name);
    return parts === null ? [] : [wildcard.of(name)];
  });
}

function streaming(shape: GroupingShape, window: Window, resets: Resets): Operator {
  const open = shape.plans.some((plan) => plan.wildcard !== undefined);
  return async function* (given, run) {
    const rows = open ? await collect(given, run) : [];
    const input = open ? inBatches(rows, run) : given;
    const columns: Aggregate[] = [];
    for (const [place, written] of shape.plans.entries()) {
      for (const plan of closedPlans(written, rows, shape)) {
        const ready = await plan.prepare(run);
        columns.push(shape.adapt === undefined ? ready : shape.adapt(ready, place));
      }
    }
    const running = new RunningAggregates(
      shape.by.map(({ name }) => name),
      columns,
      window,
      run,
    );
    const resetsBefore = await resets.before?.(run);
    const resetsAfter = await resets.after?.(run);
    let last: string | null = null;
    for await (const batch of input) {
      run.signal.throwIfAborted();
      for (const row of batch) {
        const key = running.key(row);
        if (key === null) continue;
        if ((resets.onChange && last !== null && key !== last) || resetsBefore?.(row) === true) running.reset();
        last = key;
        const values = running.step(row, key);
        const resetNow = resetsAfter?.(row) === true;
        columns.forEach((column, index) => {
          row.set(column.output, values[index] ?? null);
        });
        if (resetNow) running.reset();
      }
      yield batch;
    }
  };
}

export const streamstats = defineCommand({
  name: "streamstats",
  type: "centralized streaming",
  summary: "Adds running aggregates over the rows seen so far.",
  details:
    "Depends on the order of rows. With current=f a row does not count itself. `window=N` looks at the last N rows (at most " +
    "10,000): of all groups with global=t, of the row's own group with global=f; sums, averages and " +
    "deviations of numbers that are not whole are computed anew for each row then, which takes time with large windows. Rows in which a BY field is null pass " +
    "without the new fields.",
  grammar: {
    resetOnChange: option("reset_on_change", "bool", "Start anew when the BY values change.", "false"),
    resetBefore: option("reset_before", "eval-expression", "Start anew before a row for which this is true."),
    resetAfter: option("reset_after", "eval-expression", "Start anew after a row for which this is true."),
    current: option("current", "bool", "Whether a row counts itself.", "true"),
    window: option("window", "int", "How many rows to look back; 0 for all.", "0"),
    timeWindow: option("time_window", "span", "How much time to look back; rows must be in order of time."),
    global: option("global", "bool", "One window over all groups, or one for each.", "true"),
    allnum: option("allnum", "bool", "Numeric aggregations only over fields whose values are all numbers.", "false"),
    aggregations: aggregations("What to compute: `func(field) AS name`."),
    by: byFields(),
  },
  flow: (args, before, ctx) => addedAggregates(args, optionBool(args.current, true), before, ctx),
  plan: (args, ctx) => {
    const { aggregations: asked, by } = args;
    const shape = groupingShape({ aggregations: asked, by, allnum: optionBool(args.allnum, false) }, ctx);
    if (isRefusal(shape)) return shape;
    const rows = optionNumber(args.window, 0);
    if (rows < 0 || rows > LARGEST_WINDOW) {
      const message = `The value for option window (${rows}) is invalid: it must lie between 0 and ${LARGEST_WINDOW}.`;
      return refuse("E-OPTVAL", args.window?.value.span ?? ctx.stage.span, message);
    }
    const seconds = timeWindow(args.timeWindow);
    if (isRefusal(seconds)) return seconds;
    const window = { rows, seconds, global: optionBool(args.global, true), current: optionBool(args.current, true) };
    return streaming(shape, window, {
      onChange: optionBool(args.resetOnChange, false),
      before: condition(args.resetBefore, ctx),
      after: condition(args.resetAfter, ctx),
    });
  },
  examples: [
    {
      spl: "streamstats sum(n) as t",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }],
      out: [
        { n: "1", t: "1" },
        { n: "2", t: "3" },
        { n: "3", t: "6" },
      ],
    },
    {
      spl: "streamstats current=f last(n) as prev",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }],
      out: [{ n: "1" }, { n: "2", prev: "1" }, { n: "3", prev: "2" }],
    },
    {
      spl: "streamstats window=2 avg(n) as a",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }],
      out: [
        { n: "1", a: "1" },
        { n: "2", a: "1.5" },
        { n: "3", a: "2.5" },
      ],
    },
    {
      spl: "streamstats count by shift reset_on_change=t",
      in: [{ shift: "DAY" }, { shift: "DAY" }, { shift: "NIGHT" }, { shift: "NIGHT" }, { shift: "DAY" }],
      out: [
        { shift: "DAY", count: "1" },
        { shift: "DAY", count: "2" },
        { shift: "NIGHT", count: "1" },
        { shift: "NIGHT", count: "2" },
        { shift: "DAY", count: "1" },
      ],
    },
    {
      spl: "streamstats sum(n_*) as t_*",
      in: [
        { n_a: "1", n_b: "5" },
        { n_a: "2", n_b: "6" },
      ],
      out: [
        { n_a: "1", n_b: "5", t_a: "1", t_b: "5" },
        { n_a: "2", n_b: "6", t_a: "3", t_b: "11" },
      ],
      doc: "One running sum for each field that fits.",
    },
    {
      spl: 'streamstats reset_after=("n=2") count',
      in: [{ n: "1" }, { n: "2" }, { n: "3" }],
      out: [
        { n: "1", count: "1" },
        { n: "2", count: "2" },
        { n: "3", count: "1" },
      ],
    },
  ],
});
