import { LruMap } from "#base/memo.ts";
import { civilFromDays, daysFromCivil, daysInMonth } from "./calendar.ts";
import { COMPOSITES, MONTHS, WEEKDAYS } from "./strftime.ts";
import { fixedZone, fromLocal, type TimeZone, toLocal } from "./time-zone.ts";

/** What has been read so far. */
interface Reading {
  year?: number;
  century?: number;
  yearOfCentury?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  fraction?: number;
  epoch?: number;
  zone?: TimeZone;
}

/** Reads one element at a position and gives the position after it, -1 when it does not fit. */
type Reader = (text: string, at: number, into: Reading) => number;

const formats = new LruMap<string, readonly Reader[]>(64);

const CODE = /%([3-9]|:{1,3}|E)?([A-Za-z%+])/y;

/**
 * Reads a time by a format (SPL reference 4.7): the whole format must fit from the beginning, text after it is ignored. It must
 * tell a day; a missing time of day is midnight, a time alone is that of the day of `now`, a missing year that of `now`.
 * Gives epoch seconds, or null.
 */
export function strptime(text: string, format: string, zone: TimeZone, now: number): number | null {
  const readers = formats.getOrCompute(format, () => compile(format));
  const reading: Reading = {};
  let at = 0;
  for (const read of readers) {
    at = read(text, at, reading);
    if (at < 0) return null;
  }
  return epochOf(reading, zone, now);
}

function epochOf(reading: Reading, zone: TimeZone, now: number): number | null {
  const fraction = reading.fraction ?? 0;
  if (reading.epoch !== undefined) return reading.epoch + fraction;
  const used = reading.zone ?? zone;
  const date = dateOf(reading, () => toLocal(now, used));
  const hour = hourOf(reading);
  if (date === null || hour === null) return null;
  const time = { hour, minute: reading.minute ?? 0, second: reading.second ?? 0 };
  return fromLocal({ ...date, ...time }, used) + fraction;
}

function hourOf({ hour, hour12, afternoon }: Reading): number | null {
  if (hour12 === undefined) return hour ?? 0;
  if (hour12 < 1 || hour12 > 12) return null;
  return (hour12 % 12) + (afternoon === true ? 12 : 0);
}

function dateOf(
  reading: Reading,
  today: () => { year: number; month: number; day: number },
): { year: number; month: number; day: number } | null {
  const year = yearOf(reading);
  const { month, day, dayOfYear } = reading;
  if (dayOfYear !== undefined) {
    return civilFromDays(daysFromCivil(year ?? today().year, 1, 1) + dayOfYear - 1);
  }
  if (day === undefined) {
    if (year !== undefined || month !== undefined || !hasTime(reading)) return null;
    return today();
  }
  const given = { year: year ?? today().year, month: month ?? today().month, day };
  return day <= daysInMonth(given.year, given.month) ? given : null;
}

function yearOf({ year, century, yearOfCentury }: Reading): number | undefined {
  if (year !== undefined) return year;
  if (century !== undefined) return century * 100 + (yearOfCentury ?? 0);
  if (yearOfCentury === undefined) return undefined;
  return yearOfCentury + (yearOfCentury < 69 ? 2000 : 1900);
}

function hasTime(reading: Reading): boolean {
  return reading.hour !== undefined || reading.hour12 !== undefined || reading.minute !== undefined;
}

function compile(format: string): readonly Reader[] {
  const readers: Reader[] = [];
  let at = 0;
  while (at < format.length) {
    CODE.lastIndex = at;
    const found = CODE.exec(format);
    if (found === null) {
      readers.push(literal(format[at] ?? ""));
      at++;
    } else {
      at += found[0].length;
      readers.push(...readersOf(found[2] ?? "", found[1]));
    }
  }
  return readers;
}

function readersOf(code: string, modifier: string | undefined): readonly Reader[] {
  const composite = COMPOSITES[code];
  if (composite !== undefined && modifier === undefined) return compile(composite);
  if (code === "z") return [zoneOffset];
  if (code === "N" || code === "Q") return [subseconds(modifier === undefined ? 9 : Number(modifier))];
  return [READERS[code] ?? nothing];
}

/** A code that cannot be read makes the whole format fail. */
function nothing(): number {
  return -1;
}

function literal(char: string): Reader {
  if (/\s/.test(char)) return skipSpace;
  return (text, at) => (text[at] === char ? at + 1 : -1);
}

function skipSpace(text: string, at: number): number {
  let end = at;
  while (end < text.length && /\s/.test(text[end] ?? "")) end++;
  return end;
}

function digits(most: number, low: number, high: number, store: (into: Reading, value: number) => void): Reader {
  return (text, at, into) => {
    let end = skipSpace(text, at);
    const start = end;
    while (end < text.length && end - start < most && isDigit(text.charCodeAt(end))) end++;
    const value = Number(text.slice(start, end));
    if (end === start || value < low || value > high) return -1;
    store(into, value);
    return end;
  };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function names(full: readonly string[], store: (into: Reading, index: number) => void): Reader {
  const lower = full.map((name) => name.toLowerCase());
  return (text, at, into) => {
    const rest = text.slice(at, at + 9).toLowerCase();
    const index = lower.findIndex((name) => rest.startsWith(name.slice(0, 3)));
    if (index < 0) return -1;
    const name = lower[index] ?? "";
    store(into, index);
    return at + (rest.startsWith(name) ? name.length : 3);
  };
}

function subseconds(most: number): Reader {
  return (text, at, into) => {
    let end = at;
    while (end < text.length && end - at < most && isDigit(text.charCodeAt(end))) end++;
    if (end === at) return -1;
    into.fraction = Number(`0.${text.slice(at, end)}`);
    return end;
  };
}

const ZONE_HOURS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  UCT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

function zoneName(text: string, at: number, into: Reading): number {
  const name = /^[A-Za-z]+/.exec(text.slice(at, at + 8))?.[0];
  const hours = name === undefined ? undefined : ZONE_HOURS[name.toUpperCase()];
  if (name === undefined || hours === undefined) return -1;
  into.zone = fixedZone(hours * 3600, name);
  return at + name.length;
}

function zoneOffset(text: string, at: number, into: Reading): number {
  const found = /^(?:Z|([+-])(\d{2})(?::?(\d{2}))?(?::?(\d{2}))?)/.exec(text.slice(at, at + 10));
  if (found === null) return -1;
  const size = Number(found[2] ?? 0) * 3600 + Number(found[3] ?? 0) * 60 + Number(found[4] ?? 0);
  into.zone = fixedZone(found[1] === "-" ? -size : size, found[0]);
  return at + found[0].length;
}

function halfOfDay(text: string, at: number, into: Reading): number {
  const half = text.slice(at, at + 2).toUpperCase();
  if (half !== "AM" && half !== "PM") return -1;
  into.afternoon = half === "PM";
  return at + 2;
}

function epochSeconds(text: string, at: number, into: Reading): number {
  const found = /^-?\d+/.exec(text.slice(at));
  if (found === null) return -1;
  into.epoch = Number(found[0]);
  return at + found[0].length;
}

const ignore = (): void => {};
const month = names(MONTHS, (into, index) => {
  into.month = index + 1;
});
const weekday = names(WEEKDAYS, ignore);
const hour24 = digits(2, 0, 23, (into, value) => {
  into.hour = value;
});
const hour12 = digits(2, 1, 12, (into, value) => {
  into.hour12 = value;
});
const dayOfMonth = digits(2, 1, 31, (into, value) => {
  into.day = value;
});

const READERS: Readonly<Record<string, Reader>> = {
  Y: digits(4, 0, 9999, (into, value) => {
    into.year = value;
  }),
  G: digits(4, 0, 9999, ignore),
  g: digits(2, 0, 99, ignore),
  y: digits(2, 0, 99, (into, value) => {
    into.yearOfCentury = value;
  }),
  C: digits(2, 0, 99, (into, value) => {
    into.century = value;
  }),
  m: digits(2, 1, 12, (into, value) => {
    into.month = value;
  }),
  b: month,
  B: month,
  h: month,
  d: dayOfMonth,
  e: dayOfMonth,
  j: digits(3, 1, 366, (into, value) => {
    into.dayOfYear = value;
  }),
  a: weekday,
  A: weekday,
  w: digits(1, 0, 6, ignore),
  u: digits(1, 1, 7, ignore),
  U: digits(2, 0, 53, ignore),
  V: digits(2, 1, 53, ignore),
  H: hour24,
  k: hour24,
  I: hour12,
  l: hour12,
  M: digits(2, 0, 59, (into, value) => {
    into.minute = value;
  }),
  S: digits(2, 0, 60, (into, value) => {
    into.second = value;
  }),
  p: halfOfDay,
  s: epochSeconds,
  f: subseconds(6),
  Z: zoneName,
  n: skipSpace,
  t: skipSpace,
  "%": literal("%"),
};
