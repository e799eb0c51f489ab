import { type LocalTime, localFromSeconds, secondsFromLocal } from "./calendar.ts";

/** A zone: how far its clocks are from UTC at any moment. */
export interface TimeZone {
  readonly name: string;
  /** Seconds east of UTC at an epoch time. */
  offsetAt(epoch: number): number;
  /** The short name in use at an epoch time: CET, CEST, UTC. */
  abbreviationAt(epoch: number): string;
}

/** Universal time. */
export const UTC: TimeZone = { name: "UTC", offsetAt: () => 0, abbreviationAt: () => "UTC" };

const zones = new Map<string, TimeZone>();

/**
 * The zone of an IANA name, of `UTC`, or of a fixed offset such as `+02:00`.
 * Throws a RangeError for a name that is none: settings are checked by the host before a run.
 */
export function timeZone(name: string): TimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

/** Whether a text names a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    timeZone(name);
    return true;
  } catch {
    return false;
  }
}

/** A zone that never changes. */
export function fixedZone(seconds: number, name: string): TimeZone {
  return { name, offsetAt: () => seconds, abbreviationAt: () => name };
}

/** The wall clock of a zone at an epoch time, whole seconds. */
export function toLocal(epoch: number, zone: TimeZone): LocalTime {
  const seconds = Math.floor(epoch);
  return localFromSeconds(seconds + zone.offsetAt(seconds));
}

/**
 * The epoch time at which the zone's clocks show a time. A time that is skipped in spring stands for the moment as long after
 * the change as it is written; one that occurs twice for its first occurrence.
 */
export function fromLocal(local: LocalTime, zone: TimeZone): number {
  const wall = secondsFromLocal(local);
  const before = zone.offsetAt(wall - 86_400);
  const after = zone.offsetAt(wall + 86_400);
  for (const offset of before === after ? [before] : [before, after]) {
    if (zone.offsetAt(wall - offset) === offset) return wall - offset;
  }
  return wall - before;
}

function makeZone(name: string): TimeZone {
  if (/^(?:UTC|GMT|Etc\/UTC|Etc\/GMT|Z)$/i.test(name)) return { ...UTC, name };
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (fixed !== null) {
    const seconds = Number(fixed[2]) * 3600 + Number(fixed[3] ?? 0) * 60;
    return fixedZone(fixed[1] === "-" ? -seconds : seconds, name);
  }
  return namedZone(name);
}

/** Offsets change on quarter hours only, so one answer serves a quarter of an hour. */
const QUARTER = 900;

function namedZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsets = new Map<number, number>();
  return {
    name,
    offsetAt(epoch) {
      const bucket = Math.floor(epoch / QUARTER);
      const known = offsets.get(bucket);
      if (known !== undefined) return known;
      const offset = offsetOf(format, bucket * QUARTER);
      if (offsets.size > 50_000) offsets.clear();
      offsets.set(bucket, offset);
      return offset;
    },
    abbreviationAt: (epoch) => shortName(name, epoch),
  };
}

function offsetOf(format: Intl.DateTimeFormat, epoch: number): number {
  const parts = new Map(format.formatToParts(epoch * 1000).map((part) => [part.type, Number(part.value)]));
  const wall = secondsFromLocal({
    year: parts.get("year") ?? 1970,
    month: parts.get("month") ?? 1,
    day: parts.get("day") ?? 1,
    hour: parts.get("hour") ?? 0,
    minute: parts.get("minute") ?? 0,
    second: parts.get("second") ?? 0,
  });
  return wall - epoch;
}

/** Short names are a matter of the locale; the first one that knows better than GMT+1 answers. */
function shortName(timeZoneName: string, epoch: number): string {
  let fallback = timeZoneName;
  for (const locale of ["en-US", "en-GB", "en-AU", "en-CA", "en-IN"]) {
    const format = new Intl.DateTimeFormat(locale, { timeZone: timeZoneName, timeZoneName: "short" });
    const name = format.formatToParts(epoch * 1000).find((part) => part.type === "timeZoneName")?.value;
    if (name === undefined) continue;
    if (!/[+-]\d/.test(name)) return name;
    fallback = name;
  }
  return fallback;
}
