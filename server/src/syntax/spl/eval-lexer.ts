import type { Span } from "#base/span.ts";
import type { Cursor } from "./cursor.ts";

/** A token of an eval expression; words of the scanner are split into names, numbers and operators. */
export type EvalToken = { readonly span: Span } & (
  | { readonly kind: "number"; readonly value: number; readonly valid: boolean }
  | { readonly kind: "string"; readonly terminated: boolean }
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "quoted-field"; readonly name: string; readonly terminated: boolean }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "open" | "close" | "comma" | "macro" | "bracket" | "unknown" }
);

const NUMBER = /(?:\d+(?:\.\d+)*\.?|\.\d+(?:\.\d+)*)(?:[eE][+-]?\d+)?[A-Za-z_]*/y;
const VALID_NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** A name, or a `$row.user|s$` of a dashboard. */
const NAME =
  /\$[A-Za-z_][\w.:-]*(?:\|[shun])?\$|(?:<<[A-Za-z0-9_]+>>|[\p{L}_$@#{:][\p{L}\p{M}\p{N}_$@#{}:]*)(?:<<[A-Za-z0-9_]+>>|[\p{L}\p{M}\p{N}_$@#{}:])*/uy;
/** What a name has at least one of: `#` alone is none. */
const LETTER = /[\p{L}\p{N}_]/u;
const OPERATOR = /==|=|!=|<>|<=|>=|<|>|\+|-|\*|\/|%|\.|!/y;

/**
 * The next token of an eval expression at the cursor, spaces and comments skipped, without consuming it. A bare name is
 * made of letters, digits, `_`, `:`, `{}`, `@`, `#` and `$`; a dot is an operator (SPL reference 1.3). `afterOperand` says
 * that an operand stands directly before, so that `.5` there is a concatenation and not a decimal.
 */
export function peekEval(cursor: Cursor, afterOperand: boolean): EvalToken | undefined {
  const coarse = cursor.peek();
  if (coarse === undefined) return undefined;
  const start = cursor.at;
  const to = (end: number): Span => ({ start, end: Math.min(end, cursor.end) });
  if (start === coarse.span.start) {
    switch (coarse.kind) {
      case "string":
        return { kind: "string", span: to(coarse.span.end), terminated: coarse.unterminated !== true };
      case "macro":
        return { kind: "macro", span: to(coarse.span.end) };
      case "open-bracket":
        return {
          kind: cursor.source.brackets.stray.has(cursor.tokenIndex) ? "unknown" : "bracket",
          span: to(start + 1),
        };
      case "open-paren":
        return { kind: "open", span: to(start + 1) };
      case "close-paren":
        return { kind: "close", span: to(start + 1) };
      case "comma":
        return { kind: "comma", span: to(start + 1) };
      default:
        break;
    }
  }
  return peekInWord(cursor.text, start, cursor.end, afterOperand, to);
}

function peekInWord(
  text: string,
  start: number,
  end: number,
  afterOperand: boolean,
  to: (end: number) => Span,
): EvalToken {
  if (text[start] === "'") return quotedField(text, start, end, to);
  const number = match(NUMBER, text, start, end);
  if (number !== undefined && !(afterOperand && number.startsWith("."))) {
    return {
      kind: "number",
      span: to(start + number.length),
      value: Number(number),
      valid: VALID_NUMBER.test(number) && Number.isFinite(Number(number)),
    };
  }
  const name = match(NAME, text, start, end);
  if (name !== undefined && LETTER.test(name)) return { kind: "name", span: to(start + name.length), text: name };
  const operator = match(OPERATOR, text, start, end);
  if (operator !== undefined) return { kind: "operator", span: to(start + operator.length), text: operator };
  const code = text.codePointAt(start) ?? 0;
  return { kind: "unknown", span: to(start + (code > 0xffff ? 2 : 1)) };
}

function quotedField(text: string, start: number, end: number, to: (end: number) => Span): EvalToken {
  for (let i = start + 1; i < end; i++) {
    if (text[i] === "\\" && i + 1 < end) i++;
    else if (text[i] === "'") {
      const name = text.slice(start + 1, i).replace(/\\(['\\])/g, "$1");
      return { kind: "quoted-field", span: to(i + 1), name, terminated: true };
    }
  }
  // Without an end, the name is the word that follows.
  let stop = start + 1;
  while (stop < end && /[\w.{}:@-]/.test(text[stop] ?? "")) stop++;
  return { kind: "quoted-field", span: to(stop), name: text.slice(start + 1, stop), terminated: false };
}

function match(pattern: RegExp, text: string, at: number, end: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? undefined : text.slice(at, Math.min(pattern.lastIndex, end));
}
