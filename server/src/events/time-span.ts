import { civilFromDays, daysFromCivil } from "./calendar.ts";
import { addUnits, fixedSeconds, monthsOf, snapDown, type TimeUnit, timeUnit } from "./time-unit.ts";
import { fromLocal, type TimeZone, toLocal } from "./time-zone.ts";

/** A length of time such as `10m`, `1d`, `1mon`. */
export interface TimeSpan {
  readonly count: number;
  readonly unit: TimeUnit;
  /** The day on which weeks begin, 0 for Sunday, which it is when undefined. */
  readonly weekday?: number;
}

/** Reads a span with a unit; null when the text is none (a bare number is a numeric span, not a time). */
export function parseTimeSpan(text: string): TimeSpan | null {
  const found = /^(\d+)([a-z]+)$/.exec(text.trim());
  const unit = found === null ? undefined : timeUnit(found[2] ?? "");
  if (found === null || unit === undefined) return null;
  const count = Number(found[1]);
  return count > 0 ? { count, unit } : null;
}

/** The length in seconds of a span up to weeks; null for months and more, which have no fixed length. */
export function spanSeconds(span: TimeSpan): number | null {
  const fixed = fixedSeconds(span.unit) ?? (span.unit === "d" ? 86_400 : span.unit === "w" ? 604_800 : undefined);
  return fixed === undefined ? null : span.count * fixed;
}

/**
 * Rounds an epoch time down to its span: seconds, minutes and hours from the epoch, days and more by the calendar of the zone,
 * weeks from Sunday (SPL reference, bin).
 */
export function spanStart(epoch: number, span: TimeSpan, zone: TimeZone): number {
  const fixed = fixedSeconds(span.unit);
  if (fixed !== undefined) return floorTo(epoch, span, fixed);
  const local = toLocal(epoch, zone);
  const midnight = { ...local, hour: 0, minute: 0, second: 0 };
  const months = monthsOf(span.unit);
  if (months !== undefined) {
    const size = months * span.count;
    const index = Math.floor(((local.year - 1970) * 12 + local.month - 1) / size) * size;
    return fromLocal({ ...midnight, ...civilFromDays(daysFromCivil(1970, 1 + index, 1)) }, zone);
  }
  if (span.count === 1) return snapDown(epoch, span.unit, zone, span.weekday ?? 0);
  // Day number 3 (4 January 1970) is a Sunday, so weeks are counted from there.
  const origin = span.unit === "w" ? 3 + (span.weekday ?? 0) : 0;
  const size = span.count * (span.unit === "w" ? 7 : 1);
  const days = daysFromCivil(local.year, local.month, local.day) - origin;
  return fromLocal({ ...midnight, ...civilFromDays(Math.floor(days / size) * size + origin) }, zone);
}

/** The beginning of the next span. */
export function spanEnd(start: number, span: TimeSpan, zone: TimeZone): number {
  return addUnits(start, span.count, span.unit, zone);
}

function floorTo(epoch: number, span: TimeSpan, fixed: number): number {
  if (fixed >= 1) return Math.floor(epoch / (span.count * fixed)) * span.count * fixed;
  const perSecond = Math.round(1 / fixed);
  return (Math.floor(Math.round(epoch * perSecond * 1e3) / (span.count * 1e3)) * span.count) / perSecond;
}
