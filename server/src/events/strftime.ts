import { LruMap } from "#base/memo.ts";
import { daysFromCivil, isoWeek, type LocalTime, weekdayOf } from "./calendar.ts";
import { type TimeZone, toLocal } from "./time-zone.ts";

/** Full names; the short ones are the first three letters. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
/** The days of the week in English, Sunday first. */
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

interface Moment {
  readonly epoch: number;
  readonly zone: TimeZone;
  readonly local: LocalTime;
  /** Days from 1970-01-01 of the local date. */
  readonly days: number;
  /** Nine digits after the decimal point. */
  readonly fraction: string;
}

type Piece = string | ((at: Moment) => string);

const formats = new LruMap<string, readonly Piece[]>(64);

/** A code with its modifiers: width of subseconds, colons of zone offsets, E. */
export const CODE = /%([3-9]|:{1,3}|E)?([A-Za-z%+])/g;

/**
 * Prints an epoch time by a format (SPL reference 4.7). An unknown code stays as it is written. Null for a time that is not
 * finite.
 */
export function strftime(epoch: number, format: string, zone: TimeZone): string | null {
  if (!Number.isFinite(epoch) || Math.abs(epoch) > 1e13) return null;
  const pieces = formats.getOrCompute(format, () => compile(format));
  const local = toLocal(epoch, zone);
  const at: Moment = {
    epoch,
    zone,
    local,
    days: daysFromCivil(local.year, local.month, local.day),
    fraction: fractionDigits(epoch),
  };
  let text = "";
  for (const piece of pieces) text += typeof piece === "string" ? piece : piece(at);
  return text;
}

function compile(format: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of format.matchAll(CODE)) {
    const [written, modifier, code = ""] = found;
    pieces.push(format.slice(end, found.index), ...(piecesOf(code, modifier) ?? [written]));
    end = found.index + written.length;
  }
  pieces.push(format.slice(end));
  return pieces.filter((piece) => piece !== "");
}

function piecesOf(code: string, modifier: string | undefined): readonly Piece[] | null {
  const composite = COMPOSITES[code];
  if (modifier === undefined && composite !== undefined) return compile(composite);
  if (modifier === undefined) return code in CODES ? [CODES[code] ?? ""] : null;
  if (/\d/.test(modifier)) {
    return code === "N" || code === "Q" ? [(at) => at.fraction.slice(0, Number(modifier))] : null;
  }
  if (modifier === "E") return code === "z" ? [minutesEast] : null;
  return code === "z" ? [(at) => zoneOffset(at.zone.offsetAt(at.epoch), modifier.length)] : null;
}

/** Codes that stand for a format; the locale is that of the United States, as in Splunk's documentation. */
export const COMPOSITES: Readonly<Record<string, string>> = {
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  R: "%H:%M",
  D: "%m/%d/%y",
  x: "%m/%d/%Y",
  X: "%H:%M:%S",
  c: "%a %b %e %H:%M:%S %Y",
  "+": "%a %b %e %H:%M:%S %Z %Y",
};

const CODES: Readonly<Record<string, Piece>> = {
  Y: ({ local }) => String(local.year),
  y: ({ local }) => pad(local.year % 100),
  C: ({ local }) => pad(Math.floor(local.year / 100)),
  G: ({ days }) => String(isoWeek(days).year),
  g: ({ days }) => pad(isoWeek(days).year % 100),
  m: ({ local }) => pad(local.month),
  b: ({ local }) => monthName(local).slice(0, 3),
  h: ({ local }) => monthName(local).slice(0, 3),
  B: ({ local }) => monthName(local),
  d: ({ local }) => pad(local.day),
  e: ({ local }) => pad(local.day, 2, " "),
  j: ({ local, days }) => pad(days - daysFromCivil(local.year, 1, 1) + 1, 3),
  a: ({ days }) => weekdayName(days).slice(0, 3),
  A: ({ days }) => weekdayName(days),
  w: ({ days }) => String(weekdayOf(days)),
  u: ({ days }) => String(weekdayOf(days) || 7),
  U: ({ local, days }) => pad(Math.floor((days - daysFromCivil(local.year, 1, 1) + 7 - weekdayOf(days)) / 7)),
  V: ({ days }) => pad(isoWeek(days).week),
  H: ({ local }) => pad(local.hour),
  I: ({ local }) => pad(local.hour % 12 || 12),
  k: ({ local }) => pad(local.hour, 2, " "),
  l: ({ local }) => pad(local.hour % 12 || 12, 2, " "),
  M: ({ local }) => pad(local.minute),
  S: ({ local }) => pad(local.second),
  p: ({ local }) => (local.hour < 12 ? "AM" : "PM"),
  s: ({ epoch }) => String(Math.floor(epoch)),
  f: ({ fraction }) => fraction.slice(0, 6),
  N: ({ fraction }) => fraction,
  Q: ({ fraction }) => fraction.slice(0, 3),
  Z: ({ zone, epoch }) => zone.abbreviationAt(epoch),
  z: ({ zone, epoch }) => zoneOffset(zone.offsetAt(epoch), 0),
  "%": "%",
};

function pad(value: number, width = 2, fill = "0"): string {
  return String(value).padStart(width, fill);
}

function monthName(local: LocalTime): string {
  return MONTHS[local.month - 1] ?? "";
}

function weekdayName(days: number): string {
  return WEEKDAYS[weekdayOf(days)] ?? "";
}

function minutesEast(at: Moment): string {
  const minutes = Math.trunc(at.zone.offsetAt(at.epoch) / 60);
  return minutes < 0 ? String(minutes) : `+${minutes}`;
}

/** An offset with no colon, `+hh:mm`, `+hh:mm:ss`, or as short as it goes, by the number of colons in the code. */
function zoneOffset(seconds: number, colons: number): string {
  const sign = seconds < 0 ? "-" : "+";
  const size = Math.abs(seconds);
  const parts = [pad(Math.floor(size / 3600)), pad(Math.floor((size % 3600) / 60)), pad(size % 60)];
  if (colons === 0) return sign + parts.slice(0, 2).join("");
  if (colons === 1) return sign + parts.slice(0, 2).join(":");
  while (colons === 3 && parts.length > 1 && parts.at(-1) === "00") parts.pop();
  return sign + parts.join(":");
}

/** The digits after the point as the number prints, not its binary rest. */
function fractionDigits(epoch: number): string {
  if (Number.isInteger(epoch)) return "000000000";
  const text = epoch < 0 || Math.abs(epoch) < 1e-6 ? (epoch - Math.floor(epoch)).toFixed(9) : String(epoch);
  return text
    .slice(text.indexOf(".") + 1)
    .padEnd(9, "0")
    .slice(0, 9);
}
