import type { Span } from "#base/span.ts";
import type { FieldRef, Literal } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { unescapeBare } from "../escapes.ts";
import { stringText } from "../search-value.ts";

/** Whether the next token is a word that equals one of the keywords, whatever the case, and no `=` touches it. */
export function atKeyword(cursor: Cursor, keywords: readonly string[]): boolean {
  const kind = cursor.peek()?.kind;
  if (kind !== "word" || !keywords.includes(cursor.rest.toLowerCase())) return false;
  return cursor.char(cursor.rest.length) !== "=";
}

/** Whether a word with `=` after it comes next: an option, known or not. */
export function atNameValue(cursor: Cursor): boolean {
  if (cursor.peek()?.kind !== "word") return false;
  const mark = cursor.mark();
  cursor.eat();
  const operator = cursor.peek();
  const found = operator?.kind === "operator" && cursor.rest === "=";
  cursor.reset(mark);
  return found;
}

/** Whether a word or string comes next. */
export function atName(cursor: Cursor): boolean {
  const kind = cursor.peek()?.kind;
  return kind === "word" || kind === "single-quoted" || kind === "string";
}

/** Consumes the word at the cursor with what touches it and belongs to a name: further words, a parenthesis in balance. */
export function eatWord(cursor: Cursor): Span {
  cursor.skip();
  const start = cursor.at;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "word" || token.kind === "single-quoted") cursor.eat();
    else if (token.kind !== "open-paren" || cursor.at === start || !eatParens(cursor)) break;
  }
  return cursor.since(start);
}

/** `(…)` that touches a name, as in `rename count(x) AS n`: consumed if it closes before any space or comma. */
function eatParens(cursor: Cursor): boolean {
  const mark = cursor.mark();
  let depth = 0;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "open-paren") depth++;
    else if (token.kind === "close-paren") depth--;
    else if (token.kind !== "word" && token.kind !== "string" && token.kind !== "operator") break;
    cursor.moveTo(token.span.end);
    if (depth === 0) return true;
  }
  cursor.reset(mark);
  return false;
}

/** The string or word at the cursor as a text; undefined when there is neither. */
export function literal(cursor: Cursor): Literal | undefined {
  const token = cursor.peek();
  if (token?.kind === "string") {
    const span = cursor.eat();
    return { kind: "literal", span, text: stringText(cursor.text, span.start, span.end, token), quoted: true };
  }
  if (token?.kind !== "word" && token?.kind !== "single-quoted") return undefined;
  const span = eatWord(cursor);
  return { kind: "literal", span, text: unescapeBare(cursor.text.slice(span.start, span.end)), quoted: false };
}

/** Everything up to the next space as a text, whatever its characters: an unquoted regular expression or path. */
export function rawLiteral(cursor: Cursor): Literal | undefined {
  const token = cursor.peek();
  if (token === undefined) return undefined;
  if (token.kind === "string") return literal(cursor);
  const start = cursor.at;
  let end = start;
  while (end < cursor.end && !/\s/.test(cursor.text[end] ?? "")) end++;
  const span = cursor.moveTo(end);
  return { kind: "literal", span, text: unescapeBare(cursor.text.slice(span.start, span.end)), quoted: false };
}

/** The word, string or single-quoted name at the cursor as a field; undefined when there is none. */
export function fieldRef(cursor: Cursor, access: FieldRef["access"], wildcards = false): FieldRef | undefined {
  const token = cursor.peek();
  if (token?.kind === "string") {
    const span = cursor.eat();
    const name = stringText(cursor.text, span.start, span.end, token);
    return { kind: "field", span, name, quote: "double", wildcard: wildcards && name.includes("*"), access };
  }
  if (token?.kind !== "word" && token?.kind !== "single-quoted") return undefined;
  const single = cursor.rest.startsWith("'") ? singleQuoted(cursor, access) : undefined;
  if (single !== undefined) return single;
  const span = eatWord(cursor);
  const name = cursor.text.slice(span.start, span.end);
  return { kind: "field", span, name, quote: "none", wildcard: wildcards && name.includes("*"), access };
}

const SINGLE = /'([^'"|[\]\n]+)'/y;

function singleQuoted(cursor: Cursor, access: FieldRef["access"]): FieldRef | undefined {
  SINGLE.lastIndex = cursor.at;
  const match = SINGLE.exec(cursor.text);
  if (match === null || SINGLE.lastIndex > cursor.end) return undefined;
  const span = cursor.moveTo(SINGLE.lastIndex);
  return { kind: "field", span, name: match[1] ?? "", quote: "single", wildcard: false, access };
}
