import { inlineCode } from "#base/markdown.ts";
import { CODE, strftime } from "#events/strftime.ts";
import { UTC } from "#events/time-zone.ts";

/** What each code of a time format is replaced by (SPL reference 4.7). */
export const CODE_WORDS: Readonly<Record<string, string>> = {
  Y: "year",
  y: "year without century",
  C: "century",
  G: "year of the ISO week",
  g: "year of the ISO week, without century",
  m: "month, two digits",
  b: "month, short name",
  h: "month, short name",
  B: "month, full name",
  d: "day of the month, two digits",
  e: "day of the month, a space for the first of two digits",
  j: "day of the year, three digits",
  a: "day of the week, short name",
  A: "day of the week, full name",
  w: "day of the week, 0 is Sunday",
  u: "day of the week, 1 is Monday",
  U: "week of the year, from its first Sunday",
  V: "ISO week",
  H: "hour, 00 to 23",
  I: "hour, 01 to 12",
  k: "hour, 0 to 23, a space for the first of two digits",
  l: "hour, 1 to 12, a space for the first of two digits",
  M: "minute",
  S: "second",
  p: "AM or PM",
  s: "seconds since 1970-01-01 UTC",
  f: "microseconds, six digits",
  N: "nanoseconds, nine digits",
  Q: "milliseconds, three digits",
  Z: "name of the time zone",
  z: "offset of the time zone, +hhmm",
  F: "date, as `%Y-%m-%d`",
  T: "time, as `%H:%M:%S`",
  R: "time, as `%H:%M`",
  D: "date, as `%m/%d/%y`",
  x: "date, as `%m/%d/%Y`",
  X: "time, as `%H:%M:%S`",
  c: "date and time, as `%a %b %e %H:%M:%S %Y`",
  "+": "date and time with zone, as `%a %b %e %H:%M:%S %Z %Y`",
  "%": "a percent sign",
};

/** 2026-03-07 14:05:09.123 UTC, a Saturday: no two of its numbers are the same. */
const EXAMPLE = 1772892309.123;

/** A time format of strftime and strptime in words, with an example; undefined when it has no code. */
export function renderTimeFormat(format: string): string | undefined {
  const codes = new Map(
    [...format.matchAll(CODE)].map(([written, modifier, code = ""]) => [written, words(modifier, code)]),
  );
  if (codes.size === 0) return undefined;
  const example = strftime(EXAMPLE, format, UTC);
  const lines = [...codes].map(
    ([written, meaning]) => `- ${inlineCode(written)} ${meaning ?? "⚠ no code: it stays as it is"}`,
  );
  return [`**Time format**, such as ${inlineCode(example ?? "")}`, lines.join("\n")].join("\n\n");
}

function words(modifier: string | undefined, code: string): string | undefined {
  if (modifier === undefined) return CODE_WORDS[code];
  if (code === "z") return modifier === "E" ? "offset of the time zone in minutes" : COLONS[modifier.length];
  const isDigits = /\d/.test(modifier) && (code === "N" || code === "Q");
  return isDigits ? `parts of the second, ${modifier} digits` : undefined;
}

const COLONS: Readonly<Record<number, string>> = {
  1: "offset of the time zone, +hh:mm",
  2: "offset of the time zone, +hh:mm:ss",
  3: "offset of the time zone, as short as it goes",
};
