import { inlineCode } from "#base/markdown.ts";
import { parseRelativeTime, type RelativeTime } from "#events/relative-time.ts";
import type { TimeUnit } from "#events/time-unit.ts";

const UNITS: Readonly<Record<TimeUnit, string>> = {
  us: "microsecond",
  ms: "millisecond",
  cs: "hundredth of a second",
  ds: "tenth of a second",
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  mon: "month",
  q: "quarter",
  y: "year",
};

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MEANINGS: Readonly<Record<string, string>> = {
  earliest: "events before it are left out",
  latest: "events at it and after it are left out",
};

/** A bound of the time range of a search, with its relative time in words. */
export function renderSearchTime(modifier: string, value: string): string {
  const meaning = MEANINGS[modifier.toLowerCase()] ?? "it bounds the time of the events";
  const relative = parseRelativeTime(value.replace(/^rt(?=[-+@n])/, ""));
  const words = relative === null ? undefined : inWords(relative);
  const title = `**${modifier}** ${inlineCode(value)}`;
  return words === undefined ? `${title}: ${meaning}` : `${title}: ${words}; ${meaning}`;
}

/** A relative time in words, where an expression moves a time by it; undefined for another text. */
export function renderRelativeTime(text: string): string | undefined {
  const relative = parseRelativeTime(text);
  return relative === null ? undefined : `${inlineCode(text)}: ${inWords(relative)}`;
}

function inWords({ steps }: RelativeTime): string {
  if (steps.length === 0) return "now";
  const words = steps.map((step) => {
    if (step.kind === "snap")
      return step.unit === "w"
        ? `back to the start of ${WEEKDAYS[step.weekday] ?? "Sunday"}`
        : `down to the start of the ${UNITS[step.unit]}`;
    const size = Math.abs(step.count);
    return `${size} ${size === 1 ? UNITS[step.unit] : UNITS[step.unit].replace(/^\w+/, "$&s")} ${step.count < 0 ? "back" : "on"}`;
  });
  return words.join(", then ");
}
