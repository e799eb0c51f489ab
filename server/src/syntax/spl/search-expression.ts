import { cover, type Span } from "#base/span.ts";
import type { FieldRef, SearchExpr, SearchValue } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { unescapeBare } from "./escapes.ts";
import { macroCall } from "./macro-call.ts";
import { comparison, fieldOfString, inList, withoutField } from "./search-comparison.ts";
import { directiveName, directiveValue, quotedValue, subsearchTerm } from "./search-value.ts";

/** Whether the word at the cursor ends the expression: the next clause of tstats. */
export type Stop = (cursor: Cursor) => boolean;

const never: Stop = () => false;

/**
 * Reads a search expression up to the cursor's end or a stop (SPL reference 2.1). Precedence, strongest first:
 * parentheses, NOT, OR, AND; AND may be left out. Undefined when there is nothing at all.
 */
export function searchExpression(cursor: Cursor, stop: Stop = never): SearchExpr | undefined {
  return conjunction(cursor, stop, false);
}

function conjunction(cursor: Cursor, stop: Stop, inParens: boolean): SearchExpr | undefined {
  const items: SearchExpr[] = [];
  const operators: (Span | undefined)[] = [];
  let pending: Span | undefined;
  while (!cursor.done && cursor.turn() && !stop(cursor)) {
    const kind = cursor.peek()?.kind;
    if (kind === "close-paren" && inParens) break;
    if (kind === "close-paren" || kind === "comma" || isStrayBracket(cursor)) {
      skipStray(cursor);
      continue;
    }
    if (cursor.rest === "AND") {
      const word = cursor.eat();
      if (pending !== undefined || items.length === 0)
        add(items, operators, missingOperand(cursor, word, "AND"), pending);
      pending = word;
      continue;
    }
    const item = disjunction(cursor, stop, inParens);
    if (item === undefined) break;
    add(items, operators, item, pending);
    pending = undefined;
  }
  if (pending !== undefined) add(items, operators, missingOperand(cursor, pending, "AND"), pending);
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (items.length === 1) return first;
  return { kind: "search-and", span: cover(first.span, last.span), items, operators };
}

function add(items: SearchExpr[], operators: (Span | undefined)[], item: SearchExpr, operator: Span | undefined): void {
  if (items.length > 0) operators.push(operator);
  items.push(item);
}

function isStrayBracket(cursor: Cursor): boolean {
  const kind = cursor.raw?.kind;
  return (kind === "open-bracket" || kind === "close-bracket") && cursor.source.brackets.stray.has(cursor.tokenIndex);
}

function skipStray(cursor: Cursor): void {
  const kind = cursor.peek()?.kind;
  const at = cursor.eat();
  if (kind === "close-paren") {
    cursor.source.error("E-PARENS", at, "Unable to parse the search: unbalanced parentheses.", {
      help: "This ')' closes nothing.",
      fix: { title: "Remove ')'", edits: [{ span: at, text: "" }] },
    });
  }
}

function missingOperand(cursor: Cursor, operator: Span, word: "AND" | "OR"): SearchExpr {
  const code = word === "AND" ? "E-ANDTERM" : "E-ORTERM";
  const message = `The expression is malformed. An '${word}' term is missing.`;
  cursor.source.error(code, operator, message, {
    help: `Write a term on each side of ${word}, or remove it; the word itself as a search term needs quotes.`,
  });
  const at = cursor.lastEnd;
  return { kind: "missing", span: { start: at, end: at }, expects: "search-expression" };
}

function disjunction(cursor: Cursor, stop: Stop, inParens: boolean): SearchExpr | undefined {
  const items: SearchExpr[] = [];
  const operators: Span[] = [];
  const first = cursor.peekText() === "OR" ? missingFirst(cursor) : negation(cursor, stop, inParens);
  if (first === undefined) return undefined;
  items.push(first);
  while (cursor.peekText() === "OR" && cursor.turn()) {
    const operator = cursor.eat();
    operators.push(operator);
    const ends = cursor.done || stop(cursor) || /^(?:AND|OR|\))$/.test(cursor.peekText());
    items.push((ends ? undefined : negation(cursor, stop, inParens)) ?? missingOperand(cursor, operator, "OR"));
  }
  if (items.length === 1) return first;
  const last = items.at(-1) ?? first;
  return { kind: "search-or", span: cover(first.span, last.span), items, operators };
}

function missingFirst(cursor: Cursor): SearchExpr {
  const token = cursor.peek();
  return missingOperand(cursor, token?.span ?? cursor.since(cursor.at), "OR");
}

function negation(cursor: Cursor, stop: Stop, inParens: boolean): SearchExpr | undefined {
  if (cursor.peekText() !== "NOT") return primary(cursor, stop, inParens);
  const operator = cursor.eat();
  const ends = cursor.done || stop(cursor) || /^(?:AND|OR|\))$/.test(cursor.peekText());
  const operand = ends
    ? undefined
    : cursor.source.nested(
        operator,
        () => negation(cursor, stop, inParens),
        () => giveUp(cursor),
      );
  if (operand === undefined) {
    cursor.source.error("E-TERM", operator, "The expression is malformed. A term is missing.", {
      help: "NOT needs a term after it; the word itself as a search term needs quotes.",
    });
  }
  const inner = operand ?? cursor.missing("search-expression");
  return {
    kind: "search-not",
    span: { start: operator.start, end: Math.max(operator.end, inner.span.end) },
    operator,
    operand: inner,
  };
}

function giveUp(cursor: Cursor): SearchExpr {
  const missing = cursor.missing("search-expression");
  cursor.moveTo(cursor.end);
  return missing;
}

function primary(cursor: Cursor, stop: Stop, inParens: boolean): SearchExpr | undefined {
  const token = cursor.peek();
  switch (token?.kind) {
    case undefined:
    case "close-paren":
      return undefined;
    case "open-paren":
      return parenthesised(cursor, stop);
    case "open-bracket":
      if (!isStrayBracket(cursor)) return subsearchTerm(cursor);
      break;
    case "macro":
      return macroTerm(cursor);
    case "string": {
      const field = fieldOfString(cursor);
      if (field !== undefined) return comparison(cursor, field) ?? inList(cursor, field) ?? quotedTerm(cursor);
      return quotedTerm(cursor);
    }
    case "word":
    case "single-quoted":
      return wordTerm(cursor);
    case "operator":
      return withoutField(cursor);
    default:
      break;
  }
  const at = cursor.eat();
  if (token?.kind !== "unknown") {
    cursor.source.error(
      "E-CHAR",
      at,
      `An unexpected character is reached at '${cursor.text.slice(at.start, at.end)}'.`,
    );
  }
  return cursor.done || (inParens && cursor.peekText() === ")") ? undefined : primary(cursor, stop, inParens);
}

function parenthesised(cursor: Cursor, stop: Stop): SearchExpr {
  const open = cursor.eat();
  const inner =
    cursor.source.nested(
      open,
      () => conjunction(cursor, stop, true),
      () => giveUp(cursor),
    ) ?? cursor.missing("search-expression");
  if (cursor.peekText() === ")") cursor.eat();
  else {
    const at = cursor.lastEnd;
    cursor.source.error("E-PARENS", open, "Unable to parse the search: unbalanced parentheses.", {
      help: "This '(' has no closing ')'.",
      fix: { title: "Insert ')'", edits: [{ span: { start: at, end: at }, text: ")" }] },
    });
  }
  return { kind: "search-paren", span: cursor.since(open.start), inner };
}

function macroTerm(cursor: Cursor): SearchExpr {
  const call = macroCall(cursor);
  if (cursor.raw?.kind !== "operator") return call;
  const raw = cursor.text.slice(call.span.start, call.span.end);
  const field: FieldRef = { kind: "field", span: call.span, name: raw, quote: "none", wildcard: false, access: "read" };
  return comparison(cursor, field) ?? call;
}

function quotedTerm(cursor: Cursor): SearchExpr | undefined {
  const token = cursor.peek();
  if (token === undefined) return undefined;
  const value = quotedValue(cursor, token);
  return { kind: "search-term", span: value.span, value };
}

function wordTerm(cursor: Cursor): SearchExpr {
  const start = cursor.at;
  const word = cursor.rest;
  const directive = directiveName(word);
  if (directive !== undefined && cursor.char(word.length) === "(") {
    const value = directiveValue(cursor, directive);
    return { kind: "search-term", span: value.span, value };
  }
  consumeName(cursor);
  const span = cursor.since(start);
  const name = cursor.text.slice(span.start, span.end);
  const field: FieldRef = { kind: "field", span, name, quote: "none", wildcard: name.includes("*"), access: "read" };
  const compared = comparison(cursor, field) ?? inList(cursor, field);
  if (compared !== undefined) return compared;
  const value: SearchValue = {
    kind: "search-value",
    span,
    text: unescapeBare(name),
    quoted: false,
    directive: undefined,
  };
  return { kind: "search-term", span, value };
}

/** A word with the words and empty parentheses that touch it. */
function consumeName(cursor: Cursor): void {
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "word" || token.kind === "single-quoted") cursor.eat();
    else if (token.kind === "open-paren" && cursor.char(1) === ")") cursor.moveTo(cursor.at + 2);
    else return;
  }
}
