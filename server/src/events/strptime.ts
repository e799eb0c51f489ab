import { LruMap } from "#base/memo.ts";
import { civilFromDays, daysFromCivil, daysInMonth } from "./calendar.ts";
import { COMPOSITES } from "./strftime.ts";
import { literal, nothing, READERS, type Reader, type Reading, subseconds, zoneOffset } from "./strptime-readers.ts";
import { fromLocal, type TimeZone, toLocal } from "./time-zone.ts";

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
