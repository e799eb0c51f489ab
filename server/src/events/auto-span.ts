import { spanEnd, spanStart, type TimeSpan } from "./time-span.ts";
import type { TimeZone } from "./time-zone.ts";

/** The spans that a chart over time chooses from, shortest first (SPL reference, timechart). */
const SPANS: readonly TimeSpan[] = [
  { count: 1, unit: "s" },
  { count: 5, unit: "s" },
  { count: 10, unit: "s" },
  { count: 30, unit: "s" },
  { count: 1, unit: "m" },
  { count: 5, unit: "m" },
  { count: 10, unit: "m" },
  { count: 30, unit: "m" },
  { count: 1, unit: "h" },
  { count: 1, unit: "d" },
  { count: 1, unit: "mon" },
];

/** The length of a span of the list above, months counted as 30 days. */
function seconds({ count, unit }: TimeSpan): number {
  const lengths: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, mon: 30 * 86_400 };
  return count * (lengths[unit] ?? 1);
}

/**
 * The shortest span, of at least `least` seconds, that cuts the time from `first` to `last` (epoch seconds) into at most `most`
 * pieces; months at last.
 */
export function autoSpan(first: number, last: number, zone: TimeZone, most = 100, least = 0): TimeSpan {
  for (const span of SPANS) {
    if (seconds(span) < least) continue;
    const rough = (last - first) / seconds(span);
    if (rough > most) continue;
    let pieces = 0;
    for (let at = spanStart(first, span, zone); at <= last && pieces <= most; at = spanEnd(at, span, zone)) pieces += 1;
    if (pieces <= most) return span;
  }
  return { count: 1, unit: "mon" };
}
