import type { Span } from "#base/span.ts";
import { type Relation, relationHolds } from "#events/compare.ts";
import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import type { Row } from "#events/row.ts";
import { strftime } from "#events/strftime.ts";
import { strptime } from "#events/strptime.ts";
import { addUnits, type TimeUnit } from "#events/time-unit.ts";
import { type TimeZone, timeZone } from "#events/time-zone.ts";
import { looksNumeric, toNumber } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { ArgNode, SearchExpr, SearchTime } from "#syntax/spl/ast.ts";

/** A bound on the time of events. */
interface Bound {
  readonly field: "_time" | "_indextime";
  readonly relation: Relation;
  readonly time: number;
}

/** A time term as a filter, and the window that it stands for in this run, in words. */
export interface TimeTest {
  readonly test: (row: Row) => boolean;
  readonly window: string;
}

/** Why a time term cannot be read. */
export interface TimeFault {
  readonly message: string;
  readonly span: Span;
}

const DEFAULT_FORMAT = "%m/%d/%Y:%H:%M:%S";
const AGO = /^(start|end)?(days|hours|minutes|months)ago$/;
const TIME_SPAN = /^searchtimespan(days|hours|minutes|months)$/;
const UNITS: Readonly<Record<string, TimeUnit>> = { days: "d", hours: "h", minutes: "m", months: "mon" };

/**
 * Compiles a time term as a filter on `_time` (SPL reference 1.6). `group` are the terms that must hold together with it: they tell the
 * format of absolute times, and whether an `earliest` has a `latest`; without one the window ends now.
 */
export function timeTerm(term: SearchTime, group: readonly SearchTime[], run: RunContext): TimeTest | TimeFault {
  const zone = timeZone(run.settings.timeZone);
  const bounds = boundsOf(term, group, run, zone);
  if ("message" in bounds) return bounds;
  return {
    test: (row) => bounds.every((bound) => withinBound(row, bound, term.span, run)),
    window: bounds.map((bound) => boundText(bound, zone)).join(" and "),
  };
}

const RELATIONS: Readonly<Record<Relation, string>> = {
  "<": "before",
  "<=": "not after",
  ">": "after",
  ">=": "not before",
  "=": "at",
  "!=": "not at",
};

function boundText({ field, relation, time }: Bound, zone: TimeZone): string {
  const when = strftime(time, "%Y-%m-%d %H:%M:%S %:z", zone) ?? String(time);
  return `${field === "_indextime" ? "an index time " : ""}${RELATIONS[relation]} ${when}`;
}

function withinBound(row: Row, bound: Bound, span: Span, run: RunContext): boolean {
  const own = toNumber(row.get(bound.field));
  // Local events are not indexed, so an unknown index time is that of the event.
  const time = own === null && bound.field === "_indextime" ? toNumber(row.get("_time")) : own;
  if (time !== null) return relationHolds(bound.relation, time === bound.time ? 0 : time < bound.time ? -1 : 1);
  run.problem({
    code: "time-unknown",
    severity: "info",
    message: "Events that tell no time are outside of every time range.",
    span,
  });
  return false;
}

/** What a time term asks of the time of events, or why it cannot be read. */
export function boundsOf(
  term: SearchTime,
  group: readonly SearchTime[],
  run: RunContext,
  zone: TimeZone,
): readonly Bound[] | TimeFault {
  const { modifier } = term;
  if (modifier === "timeformat") return [];
  if (term.value.kind === "missing") return { message: `The time of '${modifier}' is missing.`, span: term.span };
  const ago = AGO.exec(modifier);
  const length = TIME_SPAN.exec(modifier);
  if (ago !== null || length !== null) return countedBounds(term, ago, length, group, run, zone);
  const time = timeOf(term, group, run, zone);
  if (time === null) {
    const message = `'${term.value.text}' is not a time that '${modifier}' takes: write a relative time such as -24h@h, epoch seconds, or ${DEFAULT_FORMAT}.`;
    return { message, span: term.value.span };
  }
  return written(term, group, time, run);
}

function written(term: SearchTime, group: readonly SearchTime[], time: number, run: RunContext): readonly Bound[] {
  const { modifier, op } = term;
  const field = modifier.includes("index") ? "_indextime" : "_time";
  if (op !== "=") return [{ field, relation: op, time }];
  if (isEnd(modifier)) return [{ field, relation: "<", time }];
  if (term.value.kind === "search-value" && term.value.text === "0" && hasEnd(group, field)) return [];
  const begin: Bound = { field, relation: ">=", time };
  return hasEnd(group, field) ? [begin] : [begin, { field, relation: "<=", time: run.now }];
}

function isEnd(modifier: string): boolean {
  return modifier.endsWith("latest") || modifier.startsWith("end");
}

function hasEnd(group: readonly SearchTime[], field: string): boolean {
  return group.some(
    ({ modifier }) => isEnd(modifier) && (modifier.includes("index") ? "_indextime" : "_time") === field,
  );
}

/** `daysago=3`, `enddaysago=1`, `searchtimespanhours=2` and their kin. */
function countedBounds(
  term: SearchTime,
  ago: RegExpExecArray | null,
  length: RegExpExecArray | null,
  group: readonly SearchTime[],
  run: RunContext,
  zone: TimeZone,
): readonly Bound[] | TimeFault {
  const text = term.value.kind === "search-value" ? term.value.text : "";
  const unit = UNITS[ago?.[2] ?? length?.[1] ?? ""];
  if (!/^\d+$/.test(text) || unit === undefined) {
    return { message: `'${term.modifier}' takes a whole number, not '${text}'.`, span: term.value.span };
  }
  const count = Number(text);
  if (ago !== null) {
    const time = addUnits(run.now, -count, unit, zone);
    if (ago[1] === "end") return [{ field: "_time", relation: "<", time }];
    const begin: Bound = { field: "_time", relation: ">=", time };
    return hasEnd(group, "_time") ? [begin] : [begin, { field: "_time", relation: "<=", time: run.now }];
  }
  const start = group.find(({ modifier }) => modifier.startsWith("start"));
  const from = start === undefined ? null : timeOf(start, group, run, zone);
  if (from !== null) return [{ field: "_time", relation: "<", time: addUnits(from, count, unit, zone) }];
  const end = group.find(({ modifier }) => modifier.startsWith("end"));
  const to = (end === undefined ? null : timeOf(end, group, run, zone)) ?? run.now;
  return [{ field: "_time", relation: ">=", time: addUnits(to, -count, unit, zone) }];
}

/** The moment that a term names. */
function timeOf(term: SearchTime, group: readonly SearchTime[], run: RunContext, zone: TimeZone): number | null {
  if (term.value.kind === "missing") return null;
  const text = term.value.text.trim();
  const ago = AGO.exec(term.modifier);
  const unit = UNITS[ago?.[2] ?? ""];
  if (unit !== undefined) return /^\d+$/.test(text) ? addUnits(run.now, -Number(text), unit, zone) : null;
  const format = group.find(({ modifier }) => modifier === "timeformat")?.value;
  const isLegacy = /^(?:start|end)time$/.test(term.modifier);
  if (isLegacy && format?.kind === "search-value") return strptime(text, format.text, zone, run.now);
  if (looksNumeric(text)) return Number(text);
  if (text === "rt") return run.now;
  const relative = parseRelativeTime(text.replace(/^rt(?=[-+@n])/, ""));
  if (relative !== null) return resolveRelativeTime(relative, run.now, zone);
  return strptime(text, DEFAULT_FORMAT, zone, run.now);
}

/** The time terms that must hold together with an expression: those of an AND, its parentheses and its inner ANDs. */
export function timesOf(expr: SearchExpr | ArgNode): readonly SearchTime[] {
  switch (expr.kind) {
    case "search-time":
      return [expr];
    case "search-paren":
      return timesOf(expr.inner);
    case "search-and":
      return expr.items.flatMap(timesOf);
    default:
      return [];
  }
}
