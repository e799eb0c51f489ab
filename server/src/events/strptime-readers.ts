import { MONTHS, WEEKDAYS } from "./strftime.ts";
import { fixedZone, type TimeZone } from "./time-zone.ts";

/** What has been read so far. */
export interface Reading {
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
export type Reader = (text: string, at: number, into: Reading) => number;

/** A code that cannot be read makes the whole format fail. */
export function nothing(): number {
  return -1;
}

/** A character that must stand there; a space stands for any number of spaces. */
export function literal(char: string): Reader {
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

/** Digits behind the decimal point, at most so many. */
export function subseconds(most: number): Reader {
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

/** `+02:00`, `-0500` or `Z`. */
export function zoneOffset(text: string, at: number, into: Reading): number {
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

/** What each code reads; composites and those with a modifier are not among them. */
export const READERS: Readonly<Record<string, Reader>> = {
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
