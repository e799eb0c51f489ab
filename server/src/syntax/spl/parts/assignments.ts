import type { Span } from "#base/span.ts";
import type { ArgNode, Assignment, FieldRef, Missing, TemplatePart } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { evalExpression } from "../eval-expression.ts";
import { macroCall } from "../macro-call.ts";
import { stringText } from "../search-value.ts";
import type { PartReader } from "./part-context.ts";

const USAGE = "Failed to parse the provided arguments. Usage: eval dest_key = expression.";

/** `target = expression`, commas between (SPL reference 3.3). */
export const assignmentsPart: PartReader<"assignments"> = (cursor) => {
  const nodes: ArgNode[] = [];
  // A macro may hold the comma on either side of it.
  let gap: "none" | "comma" | "macro" = "comma";
  let last: Span | undefined;
  while (!cursor.done && cursor.turn()) {
    const token = cursor.peek();
    if (token?.kind === "comma") {
      const comma = cursor.eat();
      if (gap === "comma" && nodes.length > 0)
        cursor.source.error("E-EVALUSAGE", comma, USAGE, { help: "An assignment is missing before this comma." });
      gap = "comma";
      last = comma;
      continue;
    }
    if (token?.kind === "macro") {
      nodes.push(macroCall(cursor));
      gap = "macro";
      continue;
    }
    if (gap === "none") reportSeparator(cursor);
    const node = assignment(cursor);
    nodes.push(node);
    gap = "none";
  }
  if (gap === "comma" && last !== undefined && nodes.length > 0) {
    cursor.source.error("E-EVALUSAGE", last, USAGE, {
      help: "An assignment is missing after this comma.",
      fix: { title: "Remove ','", edits: [{ span: last, text: "" }] },
    });
  }
  return nodes.length === 0 ? undefined : nodes;
};

function reportSeparator(cursor: Cursor): void {
  const { lastEnd } = cursor;
  const span = cursor.peek()?.span ?? { start: lastEnd, end: lastEnd };
  const text = cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 40)).trimEnd();
  cursor.source.error("E-OP", { start: cursor.at, end: span.end }, `The operator at '${text}' is invalid.`, {
    help: "Separate assignments with commas.",
    fix: { title: "Insert ','", edits: [{ span: { start: lastEnd, end: lastEnd }, text: "," }] },
  });
}

function assignment(cursor: Cursor): Assignment {
  cursor.skip();
  const start = cursor.at;
  const target = assignmentTarget(cursor);
  const operator = cursor.peek();
  const isEquals = operator?.kind === "operator" && cursor.rest.startsWith("=");
  if (!isEquals) {
    const at = target.kind === "missing" ? (operator?.span ?? target.span) : target.span;
    cursor.source.error("E-EVALUSAGE", at, USAGE, {
      help:
        target.kind === "missing"
          ? "An assignment begins with a field."
          : `Write '=' and an expression after '${cursor.text.slice(target.span.start, target.span.end)}'.`,
    });
    skipToComma(cursor);
    const value = {
      kind: "missing",
      span: { start: cursor.lastEnd, end: cursor.lastEnd },
      expects: "assignment",
    } as const;
    return { kind: "assignment", span: cursor.since(Math.min(start, cursor.lastEnd)), target, value };
  }
  if (target.kind === "missing") {
    cursor.source.error("E-EVALDEST", operator.span, "The destination key is invalid.", {
      help: "Write a field before '='.",
    });
  }
  const opSpan = cursor.moveTo(cursor.at + 1);
  const value = evalExpression(cursor, { kind: "assignment", assigned: true }, undefined, {
    operator: "=",
    span: opSpan,
  });
  return { kind: "assignment", span: cursor.since(Math.min(start, cursor.lastEnd)), target, value };
}

function skipToComma(cursor: Cursor): void {
  for (
    let token = cursor.peek();
    token !== undefined && token.kind !== "comma" && cursor.turn();
    token = cursor.peek()
  ) {
    cursor.eat();
  }
}

/** The left side: a word, a name in double or single quotes, or a template with `{field}`. */
function assignmentTarget(cursor: Cursor): FieldRef | Missing {
  const token = cursor.peek();
  if (token?.kind === "string") {
    const span = cursor.eat();
    const name = stringText(cursor.text, span.start, span.end, token);
    return target(name, span, "double", cursor);
  }
  if (token?.kind !== "word" && token?.kind !== "single-quoted") {
    return { ...cursor.missing("field"), span: { start: cursor.at, end: cursor.at } };
  }
  if (cursor.char() === "'") {
    const close = cursor.text.indexOf("'", cursor.at + 1);
    if (close !== -1 && close < cursor.end) {
      const name = cursor.text.slice(cursor.at + 1, close);
      if (!/["|[\]]/.test(name)) return target(name, cursor.moveTo(close + 1), "single", cursor);
    }
  }
  const start = cursor.at;
  for (let next = cursor.raw; next !== undefined && cursor.turn(); next = cursor.raw) {
    if (next.kind !== "word" && next.kind !== "single-quoted") break;
    cursor.eat();
  }
  const span = cursor.since(start);
  return target(cursor.text.slice(span.start, span.end), span, "none", cursor);
}

function target(name: string, span: Span, quote: FieldRef["quote"], cursor: Cursor): FieldRef {
  const base = { kind: "field", span, name, quote, wildcard: false, access: "write" } as const;
  if (!/\{[^}]/.test(name)) return base;
  if (!/\{[^{}]+\}/.test(name)) {
    cursor.source.error("E-EVALDEST", span, "The destination field is invalid. {} brackets must be closed.");
    return base;
  }
  return { ...base, template: templateParts(name, span.start + (quote === "none" ? 0 : 1)) };
}

function templateParts(name: string, offset: number): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of name.matchAll(/\{([^{}]+)\}/g)) {
    if (match.index > at) parts.push({ text: name.slice(at, match.index) });
    const start = offset + match.index + 1;
    const field = match[1] ?? "";
    parts.push({ field, span: { start, end: start + field.length } });
    at = match.index + match[0].length;
  }
  if (at < name.length) parts.push({ text: name.slice(at) });
  return parts;
}
