import type { Span } from "#base/span.ts";
import type { EvalExpr, Missing, Unary } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { unescapeEval } from "./escapes.ts";
import {
  type Before,
  type EvalPlace,
  evalExpression,
  evalList,
  LEVEL,
  reportCharacter,
  reportUnclosed,
} from "./eval-expression.ts";
import { type EvalToken, peekEval } from "./eval-lexer.ts";
import { macroCall } from "./macro-call.ts";
import { subsearchTerm } from "./search-value.ts";

/** One operand: a literal, field, call, parenthesis, subsearch, macro, or a sign or NOT with its operand. */
export function evalOperand(cursor: Cursor, place: EvalPlace, before: Before | undefined): EvalExpr {
  const token = peekEval(cursor, false);
  switch (token?.kind) {
    case undefined:
    case "close":
    case "comma":
      return missingAfter(cursor, before, token?.span);
    case "number":
      cursor.moveTo(token.span.end);
      if (!token.valid) {
        const text = cursor.text.slice(token.span.start, token.span.end);
        cursor.source.error("E-NUM", token.span, `The number ${text} is invalid.`, {
          help: "A field whose name begins with a digit needs single quotes, a text double ones.",
        });
      }
      return { kind: "number", span: token.span, value: token.valid ? token.value : 0 };
    case "string": {
      cursor.moveTo(token.span.end);
      const inner = cursor.text.slice(token.span.start + 1, token.terminated ? token.span.end - 1 : token.span.end);
      return { kind: "string", span: token.span, value: unescapeEval(inner) };
    }
    case "quoted-field":
      return quotedField(cursor, token);
    case "macro":
      return macroCall(cursor);
    case "bracket":
      return subsearchTerm(cursor);
    case "open":
      return parenthesised(cursor, token.span, place.assigned);
    case "name":
      return nameOrCall(cursor, token, place, before);
    case "operator":
      return prefixed(cursor, token, place, before);
    case "unknown":
      reportCharacter(cursor, token.span);
      cursor.moveTo(token.span.end);
      return cursor.source.nested(
        token.span,
        () => evalOperand(cursor, place, before),
        () => giveUp(cursor),
      );
  }
}

function quotedField(cursor: Cursor, token: Extract<EvalToken, { kind: "quoted-field" }>): EvalExpr {
  cursor.moveTo(token.span.end);
  if (!token.terminated) {
    const at = { start: token.span.end, end: token.span.end };
    cursor.source.error("E-QUOTES", token.span, "Unbalanced quotes.", {
      help: "This single quote opens a field name that has no end.",
      fix: { title: "Insert the closing quote", edits: [{ span: at, text: "'" }] },
    });
  }
  return { kind: "field-expr", span: token.span, name: token.name, quoted: true };
}

function parenthesised(cursor: Cursor, open: Span, assigned: boolean): EvalExpr {
  cursor.moveTo(open.end);
  const place: EvalPlace = { kind: "group", assigned };
  const inner = cursor.source.nested(
    open,
    () => evalExpression(cursor, place, LEVEL.xor, { operator: "(", span: open }),
    () => giveUp(cursor),
  );
  while (peekEval(cursor, false)?.kind === "comma" && cursor.turn()) {
    const comma = cursor.eat();
    cursor.source.error("E-EXPECTED", comma, "The expression is malformed. Expected ).", {
      help: "A list needs a function or IN before its parenthesis.",
    });
    if (peekEval(cursor, false)?.kind !== "close") evalExpression(cursor, place);
  }
  const close = peekEval(cursor, false);
  if (close?.kind === "close") cursor.moveTo(close.span.end);
  else reportUnclosed(cursor, open);
  return { kind: "paren", span: cursor.since(open.start), inner };
}

function nameOrCall(
  cursor: Cursor,
  token: Extract<EvalToken, { kind: "name" }>,
  place: EvalPlace,
  before: Before | undefined,
): EvalExpr {
  const word = token.text.toUpperCase();
  if (word === "NOT") return negation(cursor, token.span, place);
  const mark = cursor.mark();
  cursor.moveTo(token.span.end);
  const next = peekEval(cursor, true);
  if (next?.kind === "open" && !/^(?:AND|OR|XOR)$/.test(word)) {
    cursor.moveTo(next.span.end);
    const args = evalList(cursor, next.span, place);
    const span = cursor.since(token.span.start);
    return { kind: "call", span, name: token.text.toLowerCase(), nameSpan: token.span, args };
  }
  if (/^(?:AND|OR|XOR|LIKE|IN)$/.test(word)) {
    // An operator where an operand should be; the loop reads it next.
    cursor.reset(mark);
    return missingAfter(cursor, before ?? { operator: token.text, span: token.span }, token.span);
  }
  cursor.reset(mark);
  const span = cursor.moveTo(token.span.end);
  return { kind: "field-expr", span: { start: token.span.start, end: span.end }, name: token.text, quoted: false };
}

function prefixed(
  cursor: Cursor,
  token: Extract<EvalToken, { kind: "operator" }>,
  place: EvalPlace,
  before: Before | undefined,
): EvalExpr {
  if (token.text === "!") return negation(cursor, token.span, place);
  if (token.text !== "-" && token.text !== "+") {
    return missingAfter(cursor, before ?? { operator: token.text, span: token.span }, token.span);
  }
  return unary(cursor, token.text, token.span, place, LEVEL.sign);
}

function negation(cursor: Cursor, opSpan: Span, place: EvalPlace): Unary {
  return unary(cursor, "NOT", opSpan, place, LEVEL.not);
}

function unary(cursor: Cursor, op: Unary["op"], opSpan: Span, place: EvalPlace, level: number): Unary {
  cursor.moveTo(opSpan.end);
  const before = { operator: cursor.text.slice(opSpan.start, opSpan.end), span: opSpan };
  const operand = cursor.source.nested(
    opSpan,
    () => evalExpression(cursor, place, level, before),
    () => giveUp(cursor),
  );
  return {
    kind: "unary",
    span: { start: opSpan.start, end: Math.max(opSpan.end, operand.span.end) },
    op,
    opSpan,
    operand,
  };
}

function giveUp(cursor: Cursor): Missing {
  const missing = cursor.missing("eval-expression");
  cursor.moveTo(cursor.end);
  return missing;
}

/** A missing argument of a list, reported at `at` or after what was read. */
export function missingOperand(cursor: Cursor, at: Span | undefined, report: boolean): Missing {
  const missing = cursor.missing("eval-expression");
  if (report) {
    cursor.source.error("E-TERM", at ?? missing.span, "The expression is malformed. A term is missing.", {
      help: "An argument is missing here.",
    });
  }
  return missing;
}

/** Reports what is missing by the operator before the gap, in Splunk's words (SPL reference 7). */
function missingAfter(cursor: Cursor, before: Before | undefined, next: Span | undefined): Missing {
  const missing = cursor.missing("eval-expression");
  const at = before?.span ?? next ?? missing.span;
  const help =
    before === undefined || before.operator === "("
      ? "An expression should stand here."
      : `'${before.operator}' needs a term on each side.`;
  const [code, what] = missingTerm(before?.operator.toUpperCase());
  cursor.source.error(code, at, `The expression is malformed. ${what}`, { help });
  return missing;
}

function missingTerm(operator: string | undefined): readonly [code: string, what: string] {
  switch (operator) {
    case "AND":
      return ["E-ANDTERM", "An 'AND' term is missing."];
    case "OR":
    case "XOR":
      return ["E-ORTERM", "An 'OR' term is missing."];
    case "*":
    case "/":
    case "%":
      return ["E-FACTOR", "The factor is missing."];
    case "+":
    case "-":
    case ".":
    case "(":
    case "NOT":
    case "!":
    case undefined:
      return ["E-TERM", "A term is missing."];
    default:
      return ["E-CMPTERM", "A comparison term is missing."];
  }
}

/** Whether a node is a macro call, which may stand for any piece of an expression, operators included. */
export function isMacro(node: EvalExpr | undefined): boolean {
  return node?.kind === "macro-call";
}
