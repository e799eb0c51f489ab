import type { Span } from "#base/span.ts";
import type { MacroArg, MacroCall } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { unescapeQuoted } from "./escapes.ts";
import { quoteEnd } from "./macro-scan.ts";

/** Reads the macro token at the cursor. */
export function macroCall(cursor: Cursor): MacroCall {
  const token = cursor.peek();
  const span = cursor.eat();
  return parseMacroCall(cursor.text, span, token?.unterminated !== true);
}

const SHAPE = /^`\s*([\w.:-]*)\s*(\()?/;

/** The call that a macro token stands for: `name` or `name(args)`, arguments split at top-level commas (SPL reference 1.8). */
export function parseMacroCall(text: string, span: Span, terminated: boolean): MacroCall {
  const raw = text.slice(span.start, span.end);
  const shape = SHAPE.exec(raw);
  const name = shape?.[1] ?? "";
  const nameStart = span.start + (name === "" ? 1 : raw.indexOf(name));
  const nameSpan = { start: Math.min(nameStart, span.end), end: Math.min(nameStart + name.length, span.end) };
  const open = shape?.[2] === undefined ? undefined : span.start + shape[0].length;
  const args = open === undefined ? [] : macroArguments(text, open, span.end);
  return { kind: "macro-call", span, name, nameSpan, args, terminated };
}

function macroArguments(text: string, from: number, end: number): MacroArg[] {
  const args: MacroArg[] = [];
  let start = from;
  let depth = 0;
  let at = from;
  for (; at < end; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"') at = quoteEnd(text, at, end) ?? at;
    else if (char === "(") depth++;
    else if (char === ")" && depth-- === 0) break;
    else if (char === "," && depth === 0) {
      args.push(macroArgument(text, start, at));
      start = at + 1;
    }
  }
  const stop = at < end || text[end - 1] !== "`" ? Math.min(at, end) : end - 1;
  const last = macroArgument(text, start, Math.max(start, stop));
  if (args.length > 0 || last.text !== "" || last.span.end > last.span.start) args.push(last);
  return args;
}

const NAMED = /^([A-Za-z_]\w*)\s*=(?!=)\s*/;

function macroArgument(text: string, start: number, end: number): MacroArg {
  const raw = text.slice(start, end);
  const trimmed = raw.trim();
  const at = start + (trimmed === "" ? 0 : raw.indexOf(trimmed));
  const span = { start: at, end: at + trimmed.length };
  const named = NAMED.exec(trimmed);
  const value = named === null ? trimmed : trimmed.slice(named[0].length);
  return { span, name: named?.[1], text: withoutQuotes(value) };
}

function withoutQuotes(value: string): string {
  if (value.length < 2 || quoteEnd(value, 0, value.length) !== value.length - 1 || value[0] !== '"') return value;
  return unescapeQuoted(value.slice(1, -1));
}
