import type { Span } from "#base/span.ts";
import type { Option } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { evalExpression } from "../eval-expression.ts";
import type { OptionType } from "../grammar.ts";
import { macroCall } from "../macro-call.ts";
import { parseWithin } from "../quoted-text.ts";
import { searchExpression } from "../search-expression.ts";
import { subsearchTerm } from "../search-value.ts";
import { aggregation } from "./aggregation.ts";
import type { PartContext, PartOf } from "./part-context.ts";
import { fieldRef, literal, rawLiteral } from "./words.ts";

type Value = Option["value"];

/** `name=value` at the cursor, of which the caller knows that the name is the part's and that `=` follows. */
export function option(
  cursor: Cursor,
  name: string,
  part: Pick<PartOf<"option">, "type" | "access">,
  context: PartContext,
): Option {
  const nameSpan = cursor.eat();
  const operator = eatEquals(cursor);
  const value = optionValue(cursor, part, context, operator);
  if (value.kind === "missing") {
    const message = `Invalid option value. Expecting a '${typeName(part.type)}' for option '${name}'.`;
    cursor.source.error("E-OPTVAL", { start: nameSpan.start, end: operator.end }, message, {
      help: `Write a value after '${name}='.`,
    });
  } else check(cursor, name, part.type, value);
  return { kind: "option", span: cursor.since(nameSpan.start), name, nameSpan, value };
}

/** `=`, of which `==` holds two. */
function eatEquals(cursor: Cursor): Span {
  cursor.skip();
  return cursor.moveTo(cursor.at + 1);
}

function optionValue(
  cursor: Cursor,
  part: Pick<PartOf<"option">, "type" | "access">,
  context: PartContext,
  operator: Span,
): Value {
  const expects = part.type === "aggregation" ? "aggregation" : "option-value";
  const apart = cursor.skip();
  // After a space, the name of the next option is not the value.
  if (apart && context.atBoundary(cursor)) return cursor.missing(expects);
  const token = cursor.peek();
  switch (token?.kind) {
    case undefined:
      return cursor.missing(expects);
    case "macro":
      return macroCall(cursor);
    case "open-bracket":
      return cursor.source.brackets.stray.has(cursor.tokenIndex)
        ? cursor.missing(expects)
        : subsearchTerm(cursor, "argument");
    default:
      return (
        (apart ? spacedValue(cursor, part, context) : typedValue(cursor, part, context, operator.end)) ??
        cursor.missing(expects)
      );
  }
}

/** A value after a space: a word that cannot be the value is left alone. */
function spacedValue(
  cursor: Cursor,
  part: Pick<PartOf<"option">, "type" | "access">,
  context: PartContext,
): Value | undefined {
  const mark = cursor.mark();
  const value = typedValue(cursor, part, context, mark.at - 1);
  if (value?.kind !== "literal" || value.quoted || isPlaceholder(value.text) || isOfType(part.type, value.text))
    return value;
  cursor.reset(mark);
  return undefined;
}

function typedValue(
  cursor: Cursor,
  { type, access }: Pick<PartOf<"option">, "type" | "access">,
  context: PartContext,
  after: number,
): Value | undefined {
  switch (type) {
    case "field":
      return fieldRef(cursor, access ?? "read", true);
    case "aggregation":
      return aggregation(cursor, context);
    case "eval-expression":
      return evalValue(cursor);
    case "search-filter":
      return filterValue(cursor);
    case "string":
    case "regex":
      return cursor.at === after ? gluedLiteral(cursor) : literal(cursor);
    default:
      return literal(cursor);
  }
}

/** A text that touches its `=`: a string, or everything up to a space or, unless it comes first, a comma. */
function gluedLiteral(cursor: Cursor): Value | undefined {
  const kind = cursor.raw?.kind;
  if (kind === "string") return literal(cursor);
  if (kind === "comma" || kind === "operator") {
    const span = cursor.eat();
    return { kind: "literal", span, text: cursor.text.slice(span.start, span.end), quoted: false };
  }
  if (kind !== "word" && kind !== "single-quoted") return kind === "open-paren" ? rawLiteral(cursor) : undefined;
  const start = cursor.at;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind !== "word" && token.kind !== "single-quoted" && token.kind !== "operator") break;
    cursor.eat();
  }
  const span = cursor.since(start);
  return { kind: "literal", span, text: cursor.text.slice(span.start, span.end), quoted: false };
}

/** `(expr)` or `"(expr)"`, as in reset_after; also an expression without parentheses in quotes. */
function evalValue(cursor: Cursor): Value | undefined {
  const read = (at: Cursor): Value => evalExpression(at, { kind: "list", assigned: false });
  const first = cursor.peek();
  const split = first?.kind === "string" ? splitParentheses(cursor, first.span) : undefined;
  if (split !== undefined) return split;
  if (first?.kind === "string")
    return parseWithin(cursor, (inner) => evalExpression(inner, { kind: "condition", assigned: false }));
  const value = read(cursor);
  if (value.kind !== "paren" || value.inner.kind !== "string") return value;
  // ("expr"): the string is the expression.
  const { span } = value.inner;
  const inner = parseWithin(cursor, (at) => evalExpression(at, { kind: "condition", assigned: false }), span);
  return inner ?? value;
}

/** `"("expr")"`, the documented form of reset_after: each parenthesis in quotes of its own, the expression between them. */
function splitParentheses(cursor: Cursor, open: Span): Value | undefined {
  if (cursor.text.slice(open.start, open.end) !== '"("') return undefined;
  const mark = cursor.mark();
  cursor.moveTo(open.end);
  for (let token = cursor.raw; token !== undefined; token = cursor.raw) {
    cursor.moveTo(token.span.end);
    if (token.kind !== "string" || cursor.text.slice(token.span.start, token.span.end) !== '")"') continue;
    return evalExpression(cursor.within(open.end, token.span.start), { kind: "condition", assigned: false });
  }
  cursor.reset(mark);
  return undefined;
}

/** startswith= and endswith= of transaction: a word, a phrase, a search in parentheses or quotes, or eval(...). */
function filterValue(cursor: Cursor): Value | undefined {
  const token = cursor.peek();
  if (token?.kind === "string")
    return parseWithin(cursor, (inner) => searchExpression(inner) ?? inner.missing("search-expression"));
  if (token?.kind === "word" && cursor.rest.toLowerCase() === "eval" && cursor.char(4) === "(") {
    cursor.eat();
    const value = evalExpression(cursor, { kind: "list", assigned: false });
    return value.kind === "paren" ? value.inner : value;
  }
  if (token?.kind === "open-paren") return parenthesisedSearch(cursor);
  const text = literal(cursor);
  if (text === undefined) return undefined;
  const value = {
    kind: "search-value",
    span: text.span,
    text: text.text,
    quoted: false,
    directive: undefined,
  } as const;
  return { kind: "search-term", span: text.span, value };
}

function parenthesisedSearch(cursor: Cursor): Value | undefined {
  let depth = 0;
  let stop = cursor.at;
  const mark = cursor.mark();
  for (let token = cursor.raw; token !== undefined; token = cursor.raw) {
    if (token.kind === "open-paren") depth++;
    else if (token.kind === "close-paren") depth--;
    cursor.moveTo(token.span.end);
    stop = cursor.at;
    if (depth === 0) break;
  }
  cursor.reset(mark);
  const inner = cursor.within(cursor.at, stop);
  const value = searchExpression(inner);
  cursor.moveTo(stop);
  return value;
}

const SPAN =
  /^[+-]?(?:\d+(?:\.\d+)?)?(?:[a-zA-Z]+)?(?:@[a-zA-Z0-9]+(?:[+-]\d+[a-zA-Z]+)?)?$|^\d*(?:\.\d+)?log\d*(?:\.\d+)?$|^auto$/i;
const BOOLEAN = /^(?:t|f|true|false|1|0|yes|no|y|n)$/i;

function check(cursor: Cursor, name: string, type: OptionType, value: Value): void {
  if (value.kind !== "literal") return;
  const { text } = value;
  if (isPlaceholder(text) || isOfType(type, text)) return;
  const help = typeof type === "string" ? TYPE_HELP[type] : `Use one of ${type.join(", ")}.`;
  if (type === "span" && name === "span") {
    cursor.source.error(
      "E-SPAN",
      value.span,
      `The value for option span (${text}) is invalid.`,
      help === undefined ? {} : { help },
    );
    return;
  }
  const message = `Invalid option value. Expecting a '${typeName(type)}' for option '${name}'. Instead got '${text}'.`;
  cursor.source.error("E-OPTVAL", value.span, message, help === undefined ? {} : { help });
}

/** A dashboard token or a template stands for a value that is not known here. */
function isPlaceholder(text: string): boolean {
  return /\$[^$]+\$|<<\w+>>/.test(text);
}

const TYPE_HELP: Readonly<Record<string, string>> = {
  bool: "Use true or false (also t, f, 1, 0).",
  int: "Use a whole number.",
  number: "Use a number.",
  span: "Use a number with or without a unit, such as 10, 5m, 1h, 1d, or log10.",
  duration: "Use a number with a unit, such as 30s, 5m, 1h, 1d.",
};

function isOfType(type: OptionType, text: string): boolean {
  if (typeof type !== "string") return type.some((word) => word.toLowerCase() === text.toLowerCase());
  switch (type) {
    case "bool":
      return BOOLEAN.test(text);
    case "int":
      return /^[+-]?\d+$/.test(text);
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text));
    case "span":
    case "duration":
      return text !== "" && SPAN.test(text);
    default:
      return true;
  }
}

function typeName(type: OptionType): string {
  return typeof type === "string" ? type : type.join("|");
}
