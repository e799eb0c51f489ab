import type { MacroCall, Missing, SearchValue, Subsearch } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { unescapeBare, unescapeQuoted } from "./escapes.ts";
import { macroCall } from "./macro-call.ts";
import type { Token } from "./tokens.ts";

const KEYWORDS = new Set(["AND", "OR", "NOT"]);

/** The right side of a comparison, or undefined when nothing that can be one follows. */
export function searchValue(cursor: Cursor, inList: boolean): SearchValue | MacroCall | Subsearch | undefined {
  const token = cursor.peek();
  if (token === undefined) return undefined;
  switch (token.kind) {
    case "macro":
      return macroCall(cursor);
    case "open-bracket":
      return cursor.source.brackets.stray.has(cursor.tokenIndex) ? undefined : subsearchTerm(cursor);
    case "string":
      return quotedValue(cursor, token);
    case "word":
    case "single-quoted":
    case "operator":
      return bareValue(cursor, inList);
    default:
      return undefined;
  }
}

/** `[ … ]` at the cursor. */
export function subsearchTerm(cursor: Cursor, role: Subsearch["role"] = "term"): Subsearch {
  const subsearch = cursor.source.subsearch(cursor.source, cursor.tokenIndex, role);
  cursor.moveTo(subsearch.span.end);
  return subsearch;
}

/** The string at the cursor as a value. */
export function quotedValue(cursor: Cursor, token: Token): SearchValue {
  const span = cursor.eat();
  return {
    kind: "search-value",
    span,
    text: stringText(cursor.text, span.start, span.end, token),
    quoted: true,
    directive: undefined,
  };
}

/** The text inside a string token, escapes undone. */
export function stringText(text: string, start: number, end: number, token: Token): string {
  return unescapeQuoted(text.slice(start + 1, token.unterminated ? end : end - 1));
}

function bareValue(cursor: Cursor, inList: boolean): SearchValue | undefined {
  const start = cursor.at;
  const word = cursor.rest;
  if (KEYWORDS.has(word) && !isGlued(cursor, start + word.length)) return undefined;
  const directive = directiveName(word);
  if (directive !== undefined && cursor.text[start + word.length] === "(") return directiveValue(cursor, directive);
  consumeBare(cursor, inList);
  if (cursor.lastEnd <= start || cursor.at === start) return undefined;
  const span = cursor.since(start);
  return {
    kind: "search-value",
    span,
    text: unescapeBare(cursor.text.slice(span.start, span.end)),
    quoted: false,
    directive: undefined,
  };
}

function isGlued(cursor: Cursor, offset: number): boolean {
  return offset < cursor.end && /[=<>]/.test(cursor.text[offset] ?? "");
}

/**
 * Consumes an unquoted value: a word, with what touches it as long as that can only belong to it: operators
 * (`*a=b*`), empty parentheses (`*GetCurrent()*`), the call of an eval function (`relative_time(now(), "-10m")`), and,
 * outside lists, commas.
 */
function consumeBare(cursor: Cursor, inList: boolean): void {
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "word" || token.kind === "single-quoted" || token.kind === "operator") {
      const name = cursor.rest;
      cursor.eat();
      if (cursor.char() === "(" && cursor.source.vocabulary.isFunction(name.toLowerCase())) consumeCall(cursor);
    } else if (token.kind === "open-paren" && cursor.char(1) === ")") cursor.moveTo(cursor.at + 2);
    else if (token.kind === "comma" && !inList && commaBelongs(cursor)) cursor.eat();
    else return;
  }
}

function commaBelongs(cursor: Cursor): boolean {
  const { source } = cursor;
  const next = source.tokens[cursor.tokenIndex + 1];
  if (next?.kind !== "word") return false;
  const after = source.tokens[cursor.tokenIndex + 2];
  return after?.kind !== "operator";
}

/** Consumes balanced parentheses, if they close within the cursor's range. */
function consumeCall(cursor: Cursor): void {
  const mark = cursor.mark();
  let depth = 0;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "open-paren") depth++;
    else if (token.kind === "close-paren") depth--;
    cursor.moveTo(token.span.end);
    if (depth === 0) return;
  }
  cursor.reset(mark);
}

/** TERM or CASE, in any case, as the name of a directive. */
export function directiveName(word: string): "TERM" | "CASE" | undefined {
  const upper = word.toUpperCase();
  return upper === "TERM" || upper === "CASE" ? upper : undefined;
}

/** `TERM(text)` or `CASE(text)` at the cursor. */
export function directiveValue(cursor: Cursor, directive: "TERM" | "CASE"): SearchValue {
  const start = cursor.eat().start;
  const open = cursor.eat();
  let depth = 1;
  let close: number | undefined;
  const from = cursor.at;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "open-paren") depth++;
    else if (token.kind === "close-paren" && --depth === 0) {
      close = token.span.start;
      cursor.moveTo(token.span.end);
      break;
    }
    cursor.moveTo(token.span.end);
  }
  const raw = cursor.text.slice(from, close ?? cursor.lastEnd).trim();
  if (close === undefined) {
    const at = cursor.lastEnd;
    cursor.source.error("E-PARENS", open, "Unable to parse the search: unbalanced parentheses.", {
      help: `${directive}( has no closing parenthesis.`,
      fix: { title: "Insert ')'", edits: [{ span: { start: at, end: at }, text: ")" }] },
    });
  }
  const quoted = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"');
  return {
    kind: "search-value",
    span: cursor.since(start),
    text: quoted ? unescapeQuoted(raw.slice(1, -1)) : raw,
    quoted,
    directive,
  };
}

/** Reads a value or reports that the comparator has none. */
export function expectValue(
  cursor: Cursor,
  op: string,
  opSpan: { start: number; end: number },
): SearchValue | MacroCall | Subsearch | Missing {
  const value = startsComparison(cursor) ? undefined : searchValue(cursor, false);
  if (value !== undefined) return value;
  const next = cursor.peek();
  const help =
    next?.kind === "open-paren"
      ? "A comparison takes one value; for several write field IN (a, b)."
      : `Write a value after '${op}', or "" for an empty one; a value that is a keyword needs quotes.`;
  cursor.source.error("E-COMPRIGHT", opSpan, `Comparator '${op}' has an invalid term on the right hand side.`, {
    help,
  });
  return cursor.missing("value");
}

/** `a= b=1`: the word after a space has a comparator of its own, so the value before it is missing. */
function startsComparison(cursor: Cursor): boolean {
  const before = cursor.at;
  const token = cursor.peek();
  if (token?.kind !== "word" || cursor.at === before) return false;
  const { source } = cursor;
  const after = source.tokens[cursor.tokenIndex + 1];
  return after?.kind === "operator" && after.span.end <= cursor.end;
}
