import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Aggregation, ArgNode, FieldRef, Literal, PrefixDirective } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { evalExpression, reportUnclosed } from "../eval-expression.ts";
import { macroCall } from "../macro-call.ts";
import { missingField } from "./fields.ts";
import type { PartContext, PartReader } from "./part-context.ts";
import { atKeyword, atNameValue, fieldRef, literal } from "./words.ts";

/** Aggregations with spaces or commas between. */
export const aggregationsPart: PartReader<"aggregations"> = (cursor, _part, context) => {
  const nodes: ArgNode[] = [];
  while (cursor.turn()) {
    if (cursor.peek()?.kind === "comma") {
      cursor.eat();
      continue;
    }
    if (context.atBoundary(cursor)) break;
    const node = cursor.peek()?.kind === "macro" ? macroCall(cursor) : aggregation(cursor, context);
    if (node === undefined) break;
    nodes.push(node);
  }
  return nodes.length === 0 ? undefined : nodes;
};

/**
 * `func(argument) AS name`, or a bare `count`; undefined, nothing consumed, when the word at the cursor is no aggregation
 * and no parenthesis follows it.
 */
export function aggregation(cursor: Cursor, context: PartContext): Aggregation | undefined {
  const call = aggregationCall(cursor);
  if (call === undefined) return undefined;
  if (!atKeyword(cursor, ["as"])) return needsName(cursor, call, context.command);
  const keyword = cursor.eat();
  const as = context.atBoundary(cursor) ? undefined : fieldRef(cursor, "write", true);
  if (as === undefined) missingField(cursor, keyword);
  return { ...call, as, span: cursor.since(call.span.start) };
}

/** Commands that word the missing name in their own way. */
const CHARTS: ReadonlySet<string> = new Set(["chart", "sichart", "timechart", "sitimechart"]);

function needsName(cursor: Cursor, call: Aggregation, command: string): Aggregation {
  if (call.isEval) {
    const { argument } = call;
    const inner = argument === undefined ? "" : cursor.text.slice(argument.span.start, argument.span.end);
    const [code, message] = CHARTS.has(command)
      ? ["E-CHARTEVAL", `The eval expression '${inner}' must be renamed.`]
      : [
          "E-EVALAS",
          `You must specify a rename for the aggregation specifier on the dynamically evaluated field '${inner}'.`,
        ];
    cursor.source.error(code, call.span, message, { help: "Write AS and a name after it." });
  }
  return call;
}

/** The aggregation without its AS. */
export function aggregationCall(cursor: Cursor): Aggregation | undefined {
  if (cursor.peek()?.kind !== "word" || atNameValue(cursor)) return undefined;
  const word = cursor.rest;
  const lower = word.toLowerCase();
  const hasParens = cursor.char(word.length) === "(" || opensAfterSpace(cursor, lower);
  const known = cursor.source.vocabulary.isAggregation(lower) || lower === "sparkline";
  if (!hasParens && !known) return undefined;
  const nameSpan = cursor.eat();
  const { name, param } = splitName(lower, known);
  const base = { kind: "aggregation", name, nameSpan, param, as: undefined } as const;
  if (!hasParens) return { ...base, span: nameSpan, argument: undefined, isEval: false, written: word };
  const open = cursor.eat();
  const inside =
    name === "sparkline" ? sparkline(cursor) : { ...argumentOf(cursor), inner: undefined, innerSpan: undefined };
  if (cursor.peek()?.kind === "close-paren") cursor.eat();
  else closeLater(cursor, open, nameSpan);
  const span = cursor.since(nameSpan.start);
  if (!known) reportUnknown(cursor, span, lower);
  else reportPercent(cursor, nameSpan, name, param);
  return {
    ...base,
    span,
    argument: inside.argument,
    isEval: inside.isEval,
    written: cursor.text.slice(span.start, span.end).replace(/\s+/g, ""),
    ...(inside.inner === undefined ? {} : { inner: inside.inner }),
    ...(inside.innerSpan === undefined ? {} : { innerSpan: inside.innerSpan }),
  };
}

const PERCENTILES: ReadonlySet<string> = new Set(["perc", "p", "exactperc", "upperperc"]);

function reportPercent(cursor: Cursor, at: Span, name: string, param: number | undefined): void {
  if (param === undefined || param < 100 || !PERCENTILES.has(name)) return;
  cursor.source.error("E-PERC", at, "Percentile must be a floating point number that is >= 0 and < 100.", {
    help: `Write a number below 100 behind '${name}'; max gives the largest value.`,
  });
}

/** `count (x)`: a space before the parenthesis, of a word that is an aggregation. */
function opensAfterSpace(cursor: Cursor, lower: string): boolean {
  if (!cursor.source.vocabulary.isAggregation(lower)) return false;
  const mark = cursor.mark();
  cursor.eat();
  const found = cursor.peek()?.kind === "open-paren";
  cursor.reset(mark);
  return found;
}

const PARAMETRISED = /^([a-z_]+?)(\d+(?:\.\d+)?)$/;

function splitName(lower: string, known: boolean): { readonly name: string; readonly param: number | undefined } {
  const match = known ? PARAMETRISED.exec(lower) : null;
  return match === null ? { name: lower, param: undefined } : { name: match[1] ?? lower, param: Number(match[2]) };
}

interface Inside {
  readonly argument: Aggregation["argument"];
  readonly isEval: boolean;
  readonly inner?: Aggregation | undefined;
  readonly innerSpan?: Literal | undefined;
}

function argumentOf(cursor: Cursor): Inside {
  const lower = cursor.peekText().toLowerCase();
  if (lower === "eval" && cursor.char(4) === "(") {
    cursor.eat();
    const open = cursor.eat();
    const argument = cursor.source.nested(
      open,
      () => evalExpression(cursor, { kind: "group", assigned: false }),
      () => cursor.missing("eval-expression"),
    );
    if (cursor.peek()?.kind === "close-paren") cursor.eat();
    else reportUnclosed(cursor, open);
    return { argument, isEval: true };
  }
  if (lower === "prefix" && cursor.char(6) === "(") return { argument: prefixDirective(cursor), isEval: false };
  if (cursor.peek()?.kind === "macro") return { argument: macroCall(cursor), isEval: false };
  return { argument: argumentField(cursor), isEval: false };
}

/** A field up to the closing parenthesis; an argument of several words is one field as far as Splunk is concerned. */
function argumentField(cursor: Cursor): FieldRef | undefined {
  return fieldRef(cursor, "read", true);
}

/** `PREFIX(text)` at the cursor. */
export function prefixDirective(cursor: Cursor): PrefixDirective {
  const start = cursor.eat().start;
  const open = cursor.eat();
  const from = cursor.at;
  let end = from;
  while (end < cursor.end && !/[)\s]/.test(cursor.text[end] ?? "")) end++;
  cursor.moveTo(end);
  const text = cursor.text.slice(from, end).replace(/^"|"$/g, "");
  if (cursor.peek()?.kind === "close-paren") cursor.eat();
  else reportUnclosed(cursor, open);
  return { kind: "prefix", span: cursor.since(start), text };
}

/** `sparkline(count, 1h)`, `sparkline(avg(x), 5m)`. */
function sparkline(cursor: Cursor): Inside {
  const inner = cursor.source.nested(
    cursor.since(cursor.lastEnd),
    () => aggregationCall(cursor),
    () => undefined,
  );
  let innerSpan: Literal | undefined;
  if (cursor.peek()?.kind === "comma") {
    cursor.eat();
    innerSpan = literal(cursor);
  }
  return { argument: inner?.argument, isEval: inner?.isEval ?? false, inner, innerSpan };
}

/** What is left before the closing parenthesis is reported; without one, the name's problem is the parenthesis. */
function closeLater(cursor: Cursor, open: Span, name: Span): void {
  const mark = cursor.mark();
  let depth = 1;
  let left = 40;
  for (let token = cursor.peek(); token !== undefined && left-- > 0; token = cursor.peek()) {
    if (token.kind === "open-paren") depth++;
    else if (token.kind === "close-paren" && --depth === 0) {
      cursor.eat();
      const written = cursor.text.slice(name.start, cursor.lastEnd);
      reportSpecifier(cursor, { start: mark.at, end: token.span.start }, written);
      return;
    }
    cursor.eat();
  }
  cursor.reset(mark);
  reportUnclosed(cursor, open);
}

function reportUnknown(cursor: Cursor, span: Span, name: string): void {
  const near = cursor.source.nearest("aggregation", name);
  const hint = cursor.source.vocabulary.isFunction(name)
    ? `${name}() is an eval function; wrap it: values(eval(${name}(…))) AS name.`
    : near === undefined
      ? "No aggregation has this name."
      : `Did you mean ${near}()?`;
  const at = { start: span.start, end: span.start + name.length };
  const isNear = near !== undefined && !cursor.source.vocabulary.isFunction(name);
  const fix = isNear ? { title: `Change to '${near}'`, edits: [{ span: at, text: near }] } : undefined;
  reportSpecifier(cursor, span, cursor.text.slice(span.start, span.end), hint, fix);
}

function reportSpecifier(cursor: Cursor, span: Span, written: string, help?: string, fix?: Problem["fix"]): void {
  const message = `The aggregation specifier '${written}' is invalid. The aggregation specifier must be in [func_name]([key]) format.`;
  cursor.source.error("E-AGGSPEC", span, message, {
    help: help ?? "Give one field, or eval(expression).",
    ...(fix === undefined ? {} : { fix }),
  });
}
