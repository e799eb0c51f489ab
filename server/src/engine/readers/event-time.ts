import { timeInWords } from "./event-time-words.ts";

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const AMERICAN =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,:]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:\s*([AP]M))?(?:\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/i;
const EPOCH = /^\d{9,10}(?:\.\d{1,9})?$|^\d{13}$|^\d{16}$|^\d{19}$/;
const JSON_DATE = /^\/Date\((\d{12,14})\)\/$/;

/**
 * The time that a log writes, as epoch seconds: ISO 8601 with `T` or blank and up to nine digits of fraction, US dates with
 * or without AM/PM, months in words ({@link timeInWords}), epochs in seconds, milliseconds, micro- and nanoseconds, `/Date(…)/`. A time without a zone is of
 * `timeZone` (an IANA name). Null for anything else.
 */
export function parseEventTime(text: string, timeZone: string): number | null {
  const usual = usualTime(text, timeZone);
  if (usual !== null) return usual;
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return epochOf([year, month, day, hour, minute, second], fraction, zone, timeZone);
  }
  if (EPOCH.test(text)) {
    const digits = text.split(".")[0]?.length ?? 0;
    return Number(text) / (digits >= 19 ? 1e9 : digits >= 16 ? 1e6 : digits >= 13 ? 1e3 : 1);
  }
  const us = AMERICAN.exec(text);
  if (us !== null) {
    const [, month, day, year, hour, minute, second, fraction, half, zone] = us;
    return epochOf([year, month, day, hourOf(hour, half), minute, second], fraction, zone, timeZone);
  }
  const date = JSON_DATE.exec(text);
  if (date !== null) return Number(date[1]) / 1000;
  const words = timeInWords(text);
  if (words === null) return null;
  const { parts, fraction, half, zone } = words;
  const [year, month, day, hour, minute, second] = parts;
  return epochOf([year, month, day, hourOf(hour, half), minute, second], fraction, zone, timeZone);
}

/** The hour of the day, of one that may be of a half; no hour when a half has none such. */
function hourOf(hour: string | undefined, half: string | undefined): string {
  const number = Number(hour);
  if (half === undefined) return String(number);
  if (number < 1 || number > 12) return "99";
  return String((number % 12) + (half.toUpperCase() === "PM" ? 12 : 0));
}

/** The form that most logs have, `2026-03-01T00:00:00.000Z` with `T` or blank: without the cost of an expression. Null for others. */
function usualTime(text: string, timeZone: string): number | null {
  const zoned = text.charCodeAt(text.length - 1) === 90;
  if (!zoned && timeZone !== "UTC") return null;
  const end = zoned ? text.length - 1 : text.length;
  const between = text.charCodeAt(10);
  const shaped = text[4] === "-" && text[7] === "-" && text[13] === ":" && text[16] === ":";
  if (!shaped || (between !== 84 && between !== 32) || end < 19 || end > 29) return null;
  const year = wholeNumber(text, 0, 4);
  const [month, day] = [wholeNumber(text, 5, 7), wholeNumber(text, 8, 10)];
  const [hour, minute, second] = [wholeNumber(text, 11, 13), wholeNumber(text, 14, 16), wholeNumber(text, 17, 19)];
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (year < 100 || Number.isNaN(seconds) || !isDate(month, day, hour, minute, second)) return null;
  if (end === 19) return seconds;
  const digits = Math.min(end, 26);
  const fraction = wholeNumber(text, 20, digits);
  const wrong = text[19] !== "." || seconds < 0 || Number.isNaN(fraction) || Number.isNaN(wholeNumber(text, 20, end));
  const scale = 10 ** (digits - 20);
  return wrong ? null : (seconds * scale + fraction) / scale;
}

/** The number that the digits of a part of a text make; NaN when it is empty or holds anything else. */
function wholeNumber(text: string, start: number, end: number): number {
  let number = start < end ? 0 : Number.NaN;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function epochOf(
  parts: readonly (string | undefined)[],
  fraction: string | undefined,
  zone: string | undefined,
  timeZone: string,
): number | null {
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0));
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) / 1000;
  if (Number.isNaN(local) || !isDate(month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0)) return null;
  const seconds = local - (zone === undefined ? zoneOffset(local, timeZone) : writtenOffset(zone));
  if (fraction === undefined) return seconds;
  if (seconds < 0) return seconds + Number(`0.${fraction}`);
  // One division of whole numbers: the sum of a large integer and a decimal fraction would show digits that nobody wrote.
  const digits = fraction.slice(0, 6);
  const scale = 10 ** digits.length;
  return (seconds * scale + Number(digits)) / scale;
}

function isDate(month: number, day: number, hour: number, minute: number, second: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61;
}

function writtenOffset(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) return 0;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3] ?? 0) * 60;
  return parts[1] === "-" ? -seconds : seconds;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds that local time is ahead of UTC at a local time, by the zone's rules. */
function zoneOffset(local: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const first = offsetAt(local, timeZone);
  // The guess took local time as UTC; near a change of rules the offset is that of the corrected time.
  return offsetAt(local - first, timeZone);
}

function offsetAt(epoch: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const numeric = "numeric";
    const fields = {
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(epoch * 1000)) parts[type] = Number(value);
  const { year = 0, month = 1, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(epoch);
}
