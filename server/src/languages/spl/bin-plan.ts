import { autoSpan } from "#events/auto-span.ts";
import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import type { Row } from "#events/row.ts";
import type { TimeRange } from "#events/time-range.ts";
import { spanSeconds, type TimeSpan } from "#events/time-span.ts";
import { fixedSeconds } from "#events/time-unit.ts";
import { timeZone } from "#events/time-zone.ts";
import { toNumber } from "#events/value.ts";
import { automaticSize, type Binning, logBins, numberBins, timeBins } from "#runtime/binning.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Refusal } from "#semantics/dialect.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { asTimeSpan, type BinSpan, optionSpan } from "./bin-spans.ts";
import { optionNumber, optionText } from "./read-option.ts";
import { refuse } from "./refuse.ts";

/** The options that say how a field is cut into bins. */
export interface BinOptions {
  readonly span?: Option | undefined;
  readonly bins?: Option | undefined;
  readonly minspan?: Option | undefined;
  readonly start?: Option | undefined;
  readonly end?: Option | undefined;
  readonly aligntime?: Option | undefined;
}

/** A way to bin a field. When it needs the values first, `whole` is true. */
export interface BinPlan {
  readonly whole: boolean;
  /** The span of time, once the rows are known; undefined when the bins are not of time. */
  timeSpan(rows: readonly Row[], run: RunContext): TimeSpan | undefined;
  binning(rows: readonly Row[], run: RunContext): Binning;
}

/** The lowest and highest number of a field; null without any. */
export function rangeOf(rows: readonly Row[], field: string): { readonly low: number; readonly high: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const value = toNumber(row.get(field));
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? null : { low, high };
}

/** How a plan learns the time range of the search. */
type Range = (run: RunContext) => TimeRange;

/** The moment that spans are counted from; null without one, undefined when the text names none. */
function alignment(option: Option | undefined, range: Range): ((run: RunContext) => number) | null | undefined {
  const text = optionText(option);
  if (text === undefined) return null;
  if (text === "earliest") return (run) => range(run).earliest ?? 0;
  if (text === "latest") return (run) => range(run).latest ?? run.now;
  if (/^\d+(?:\.\d+)?$/.test(text)) return () => Number(text);
  const relative = parseRelativeTime(text);
  if (relative === null) return undefined;
  return (run) => resolveRelativeTime(relative, run.now, timeZone(run.settings.timeZone));
}

/** Cuts time; spans of days and longer stay where the calendar has them, whatever they are aligned to. */
function cut(span: TimeSpan, run: RunContext, aligned: ((run: RunContext) => number) | null): Binning {
  const moves = aligned !== null && fixedSeconds(span.unit) !== undefined;
  return timeBins(span, timeZone(run.settings.timeZone), moves ? aligned(run) : null);
}

/** Plans the bins of a field from its options; an invalid span refuses. `range` is the time range of the search. */
export function planBins(field: string, options: BinOptions, range: Range): BinPlan | Refusal {
  const span = optionSpan(options.span);
  if (span === null && options.span !== undefined) {
    const text = optionText(options.span) ?? "";
    const message = text.includes("@")
      ? `span=${text} is not run here: a span can begin where its own unit does (1d@d), and weeks on a day (1w@w1).`
      : `The value for option span (${text}) is invalid.`;
    return refuse("E-SPAN", options.span.value.span, message);
  }
  const aligned = alignment(options.aligntime, range);
  if (aligned === undefined && options.aligntime !== undefined) {
    const message = `Invalid option value. Expecting a 'time' for option 'aligntime'. Instead got '${optionText(options.aligntime) ?? ""}'.`;
    return refuse("E-OPTVAL", options.aligntime.value.span, message);
  }
  if (span === undefined || span === null) return automatic(field, options, range, aligned ?? null);
  const time = field === "_time" ? asTimeSpan(span) : span.kind === "time" ? span.span : null;
  if (time !== null) {
    return {
      whole: false,
      timeSpan: () => time,
      binning: (_rows, run) => cut(time, run, aligned ?? null),
    };
  }
  return { whole: false, timeSpan: () => undefined, binning: () => fixedBins(span) };
}

function fixedBins(span: BinSpan): Binning {
  return span.kind === "log"
    ? logBins(span.coefficient, span.base)
    : numberBins(span.kind === "number" ? span.size : 1);
}

/** The span of time that cuts a range, or where it is open that of the rows, into at most `most` pieces. */
export function automaticSpan(
  rows: readonly Row[],
  { earliest, latest }: TimeRange,
  run: RunContext,
  most = 100,
  least = 0,
): TimeSpan {
  const data = rangeOf(rows, "_time");
  // A range ends before `latest`.
  const last = latest === null ? (data?.high ?? 0) : latest - 0.001;
  return autoSpan(earliest ?? data?.low ?? 0, last, timeZone(run.settings.timeZone), most, least);
}

/** Without a span: as many bins as the data needs, at most `bins`. */
function automatic(
  field: string,
  options: BinOptions,
  range: Range,
  aligned: ((run: RunContext) => number) | null,
): BinPlan {
  const most = Math.max(1, optionNumber(options.bins, 100));
  if (field === "_time") {
    const minspan = optionSpan(options.minspan) ?? null;
    const floor = minspan === null ? null : asTimeSpan(minspan);
    const least = floor === null ? 0 : length(floor);
    const timeSpan = (rows: readonly Row[], run: RunContext) => automaticSpan(rows, range(run), run, most, least);
    return {
      whole: true,
      timeSpan,
      binning: (rows, run) => cut(timeSpan(rows, run), run, aligned),
    };
  }
  return {
    whole: true,
    timeSpan: () => undefined,
    binning: (rows, run) => {
      const data = rangeOf(rows, field);
      const low = Math.min(optionNumber(options.start, Number.POSITIVE_INFINITY), data?.low ?? 0);
      const high = Math.max(optionNumber(options.end, Number.NEGATIVE_INFINITY), data?.high ?? 0);
      const steps = run.settings.numericAutoBins === "one-two-five" ? [1, 2, 5] : [1];
      const least = optionNumber(options.minspan, 0);
      return numberBins(automaticSize(low, high, most, steps, least));
    },
  };
}

function length(span: TimeSpan): number {
  return spanSeconds(span) ?? span.count * 30 * 86_400;
}
