import { civilFromDays, daysFromCivil, daysInMonth, weekdayOf } from "./calendar.ts";
import { fromLocal, type TimeZone, toLocal } from "./time-zone.ts";

/** A unit of time: seconds, minutes, hours, days, weeks, months, quarters, years, and parts of a second. */
export type TimeUnit = "us" | "ms" | "cs" | "ds" | "s" | "m" | "h" | "d" | "w" | "mon" | "q" | "y";

const WORDS: Readonly<Record<TimeUnit, readonly string[]>> = {
  us: ["us"],
  ms: ["ms"],
  cs: ["cs"],
  ds: ["ds"],
  s: ["s", "sec", "secs", "second", "seconds"],
  m: ["m", "min", "mins", "minute", "minutes"],
  h: ["h", "hr", "hrs", "hour", "hours"],
  d: ["d", "day", "days"],
  w: ["w", "week", "weeks"],
  mon: ["mon", "month", "months"],
  q: ["q", "qtr", "qtrs", "quarter", "quarters"],
  y: ["y", "yr", "yrs", "year", "years"],
};

const UNITS = new Map<string, TimeUnit>(
  (Object.keys(WORDS) as TimeUnit[]).flatMap((unit) => WORDS[unit].map((word) => [word, unit] as const)),
);

const SECONDS: Readonly<Partial<Record<TimeUnit, number>>> = {
  us: 1e-6,
  ms: 1e-3,
  cs: 1e-2,
  ds: 1e-1,
  s: 1,
  m: 60,
  h: 3600,
};

/** The unit that a word names (SPL reference 1.6); undefined when it names none. */
export function timeUnit(word: string): TimeUnit | undefined {
  return UNITS.get(word);
}

/** The length of a unit in seconds where it has a fixed one: up to hours. */
export function fixedSeconds(unit: TimeUnit): number | undefined {
  return SECONDS[unit];
}

/** Months that a unit is made of; undefined for units that are not. */
export function monthsOf(unit: TimeUnit): number | undefined {
  return unit === "mon" ? 1 : unit === "q" ? 3 : unit === "y" ? 12 : undefined;
}

/**
 * The epoch time that lies `count` units later (earlier when negative). Days and more move the wall clock of the zone and keep
 * its time of day; months clamp to the last day (SPL reference 1.6).
 */
export function addUnits(epoch: number, count: number, unit: TimeUnit, zone: TimeZone): number {
  const fixed = SECONDS[unit];
  if (fixed !== undefined) return epoch + count * fixed;
  const whole = Math.floor(epoch);
  const local = toLocal(whole, zone);
  const months = monthsOf(unit);
  let { year, month, day } = local;
  if (months === undefined) {
    const moved = civilFromDays(daysFromCivil(year, month, day) + count * (unit === "w" ? 7 : 1));
    ({ year, month, day } = moved);
  } else {
    const first = civilFromDays(daysFromCivil(year, month + count * months, 1));
    ({ year, month } = first);
    day = Math.min(day, daysInMonth(year, month));
  }
  return fromLocal({ ...local, year, month, day }, zone) + (epoch - whole);
}

/** Rounds down to the beginning of a unit in the zone; a week begins on `weekday` (0 is Sunday). */
export function snapDown(epoch: number, unit: TimeUnit, zone: TimeZone, weekday = 0): number {
  const fixed = SECONDS[unit];
  if (fixed !== undefined) {
    const offset = zone.offsetAt(Math.floor(epoch));
    return Math.floor((epoch + offset) / fixed) * fixed - offset;
  }
  const local = toLocal(epoch, zone);
  const midnight = { ...local, hour: 0, minute: 0, second: 0 };
  switch (unit) {
    case "w": {
      const days = daysFromCivil(local.year, local.month, local.day);
      const start = civilFromDays(days - ((weekdayOf(days) - weekday + 7) % 7));
      return fromLocal({ ...midnight, ...start }, zone);
    }
    case "mon":
      return fromLocal({ ...midnight, day: 1 }, zone);
    case "q":
      return fromLocal({ ...midnight, day: 1, month: local.month - ((local.month - 1) % 3) }, zone);
    case "y":
      return fromLocal({ ...midnight, day: 1, month: 1 }, zone);
    default:
      return fromLocal(midnight, zone);
  }
}
