import { strftime } from "#events/strftime.ts";
import { strptime } from "#events/strptime.ts";
import { timeZone } from "#events/time-zone.ts";
import { looksNumeric, toNumber } from "#events/value.ts";
import type { RunContext } from "./run-context.ts";

/** Converts one value; null when it cannot. */
export type Convert = (text: string, format: string, run: RunContext) => string | number | null;

/** `D+HH:MM:SS`, with any of the leading parts left out, as seconds. */
function seconds(text: string): number | null {
  const found = /^(?:(\d+)\+)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (found === null) return null;
  const [, days = "0", hours = "0", minutes = "0", rest = "0"] = found;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}

/** `[MM:]SS.SSS` as seconds. */
function minutesAndSeconds(text: string): number | null {
  const found = /^(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(text.trim());
  return found === null ? null : Number(found[1] ?? 0) * 60 + Number(found[2]);
}

const KILOBYTES: Readonly<Record<string, number>> = { k: 1, m: 1024, g: 1024 * 1024 };

/** A size with the unit k, m or g (k without one) in kilobytes. */
function kilobytes(text: string): number | null {
  const found = /^(-?\d+(?:\.\d+)?)\s*([kmg])?b?$/i.exec(text.trim());
  return found === null ? null : Number(found[1]) * (KILOBYTES[found[2]?.toLowerCase() ?? "k"] ?? 1);
}

/** The number that a text most likely means: plain, with commas, a duration, with a unit. */
function anyNumber(text: string): number | null {
  const plain = text.trim();
  if (looksNumeric(plain)) return Number(plain);
  const bare = plain.replace(/,/g, "");
  return looksNumeric(bare) ? Number(bare) : seconds(plain);
}

/** The conversions of convert by name (SPL reference, convert); `auto` and `num` share one. */
export const CONVERSIONS: Readonly<Record<string, Convert>> = {
  auto: anyNumber,
  num: anyNumber,
  ctime: (text, format, run) => {
    const time = toNumber(text);
    return time === null ? null : strftime(time, format, timeZone(run.settings.timeZone));
  },
  mktime: (text, format, run) => strptime(text, format, timeZone(run.settings.timeZone), run.now),
  dur2sec: seconds,
  mstime: minutesAndSeconds,
  memk: kilobytes,
  none: (text) => text,
  rmcomma: (text) => text.replace(/,/g, ""),
  rmunit: (text) => /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/.exec(text)?.[1] ?? null,
};
