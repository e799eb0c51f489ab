import type { Value } from "#events/value.ts";
import type { ReadInput } from "./read-input.ts";

/** Fields that come from an event's text and time as a whole (SPL reference 5.2). */
export const TEXT_FIELDS: ReadonlySet<string> = new Set([
  "_time",
  "_raw",
  "_indextime",
  "linecount",
  "punct",
  "date_hour",
  "date_mday",
  "date_minute",
  "date_month",
  "date_second",
  "date_wday",
  "date_year",
]);

/** What {@link textField} needs of an event. */
export interface EventText {
  readonly time: number | null;
  raw(): string;
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The value of one of {@link TEXT_FIELDS}. The date fields are those of the event's time in UTC. */
export function textField(name: string, event: EventText): Value {
  switch (name) {
    case "_raw":
      return event.raw();
    case "_time":
    case "_indextime":
      return event.time;
    case "linecount":
      return String(lineCount(event.raw()));
    case "punct":
      return punctuation(event.raw());
    default:
      return event.time === null ? null : dateField(name, new Date(event.time * 1000));
  }
}

/** Whether an event with this time, or none, has one of {@link TEXT_FIELDS}. */
export function hasTextField(name: string, time: number | null): boolean {
  return time !== null || name === "_raw" || name === "linecount" || name === "punct";
}

function dateField(name: string, at: Date): Value {
  switch (name) {
    case "date_hour":
      return String(at.getUTCHours());
    case "date_mday":
      return String(at.getUTCDate());
    case "date_minute":
      return String(at.getUTCMinutes());
    case "date_month":
      return MONTHS[at.getUTCMonth()] ?? null;
    case "date_second":
      return String(at.getUTCSeconds());
    case "date_wday":
      return WEEKDAYS[at.getUTCDay()] ?? null;
    case "date_year":
      return String(at.getUTCFullYear());
    default:
      return null;
  }
}

/** The first 30 punctuation characters of the first line, blanks as `_` (SPL reference 5.2). */
function punctuation(raw: string): string {
  let punct = "";
  for (let i = 0; i < raw.length && punct.length < 30; i++) {
    const character = raw[i] ?? "";
    if (character === "\n") break;
    if (character === " ") punct += "_";
    else if (character === "\t") punct += "t";
    else if (!isAlphanumeric(raw.charCodeAt(i), character)) punct += character;
  }
  return punct;
}

function isAlphanumeric(code: number, character: string): boolean {
  if (code > 127) return /[\p{L}\p{N}]/u.test(character);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** What Splunk would know of the input, for an event that does not say it. */
export function inputField(name: string, input: ReadInput, sourcetype: string): Value {
  switch (name) {
    case "host":
      return input.defaults.host ?? null;
    case "source":
      return input.defaults.source ?? input.sampleName;
    case "sourcetype":
      return input.defaults.sourcetype ?? sourcetype;
    case "index":
      return input.defaults.index ?? null;
    default:
      return null;
  }
}
