import { autoSpan } from "#events/auto-span.ts";
import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import type { Row } from "#events/row.ts";
import { spanSeconds, type TimeSpan } from "#events/time-span.ts";
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

function alignment(option: Option | undefined, run: RunContext): number | null {
  const text = optionText(option);
  if (text === undefined) return null;
  const relative = parseRelativeTime(text);
  if (relative !== null) return resolveRelativeTime(relative, run.now, timeZone(run.settings.timeZone));
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Plans the bins of a field from its options; an invalid span refuses. */
export function planBins(field: string, options: BinOptions): BinPlan | Refusal {
  const span = optionSpan(options.span);
  if (span === null && options.span !== undefined) {
    const text = optionText(options.span) ?? "";
    return refuse("E-SPAN", options.span.value.span, `The value for option span (${text}) is invalid.`);
  }
  if (span === undefined || span === null) return automatic(field, options);
  const time = field === "_time" ? asTimeSpan(span) : span.kind === "time" ? span.span : null;
  if (time !== null) {
    return {
      whole: false,
      timeSpan: () => time,
      binning: (_rows, run) => timeBins(time, timeZone(run.settings.timeZone), alignment(options.aligntime, run)),
    };
  }
  return { whole: false, timeSpan: () => undefined, binning: () => fixedBins(span, optionNumber(options.start, 0)) };
}

function fixedBins(span: BinSpan, start: number): Binning {
  return span.kind === "log"
    ? logBins(span.coefficient, span.base)
    : numberBins(span.kind === "number" ? span.size : 1, start);
}

/** Without a span: as many bins as the data needs, at most `bins`. */
function automatic(field: string, options: BinOptions): BinPlan {
  const most = Math.max(1, optionNumber(options.bins, 100));
  if (field === "_time") {
    const least = optionSpan(options.minspan);
    const timeSpan = (rows: readonly Row[], run: RunContext) => {
      const zone = timeZone(run.settings.timeZone);
      const range = rangeOf(rows, field);
      const chosen = autoSpan(range?.low ?? 0, range?.high ?? 0, zone, most);
      const floor = least === undefined || least === null ? null : asTimeSpan(least);
      return floor !== null && length(floor) > length(chosen) ? floor : chosen;
    };
    return {
      whole: true,
      timeSpan,
      binning: (rows, run) =>
        timeBins(timeSpan(rows, run), timeZone(run.settings.timeZone), alignment(options.aligntime, run)),
    };
  }
  return {
    whole: true,
    timeSpan: () => undefined,
    binning: (rows, run) => {
      const range = rangeOf(rows, field);
      const low = optionNumber(options.start, range?.low ?? 0);
      const high = optionNumber(options.end, range?.high ?? 0);
      const steps = run.settings.numericAutoBins === "one-two-five" ? [1, 2, 5] : [1];
      const least = optionNumber(options.minspan, 0);
      return numberBins(Math.max(least, automaticSize(low, high, most, steps)));
    },
  };
}

function length(span: TimeSpan): number {
  return spanSeconds(span) ?? span.count * 30 * 86_400;
}
