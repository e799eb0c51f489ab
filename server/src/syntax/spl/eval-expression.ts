import { cover, type Span } from "#base/span.ts";
import type { BinaryOp, EvalExpr } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { type EvalToken, peekEval } from "./eval-lexer.ts";
import { evalOperand, isMacro, missingOperand } from "./eval-operand.ts";

/** Levels of binding, weakest first (SPL reference 2.2): XOR, OR, AND, NOT, comparison, `+ - .`, `* / %`, sign. */
export const LEVEL = { xor: 1, or: 2, and: 3, not: 4, compare: 5, add: 6, multiply: 7, sign: 8 } as const;

/** Higher trees, as of long chains of operators, are reported and cut, so that walks need not fear for the stack. */
const MAX_HEIGHT = 1000;

const heights = new WeakMap<EvalExpr, number>();

/** The height of a tree; known for what it is made of, so that the recursion stays short. */
function height(expr: EvalExpr): number {
  const known = heights.get(expr);
  if (known !== undefined) return known;
  const result = 1 + operands(expr).reduce((most, operand) => Math.max(most, height(operand)), 0);
  heights.set(expr, result);
  return result;
}

function operands(expr: EvalExpr): readonly EvalExpr[] {
  switch (expr.kind) {
    case "binary":
      return [expr.left, expr.right];
    case "unary":
      return [expr.operand];
    case "paren":
      return [expr.inner];
    case "call":
      return expr.args;
    case "in-expr":
      return [expr.operand, ...expr.values];
    default:
      return [];
  }
}

/**
 * Where an expression stands: as a whole argument (`condition`), within parentheses (`group`), among others (`list`), or on
 * the right of an assignment. An operand right after another one lacks an operator; in a list it starts the next item, and
 * after an assignment it lacks a comma when it reads `name =`.
 */
export interface EvalPlace {
  readonly kind: "condition" | "group" | "list" | "assignment";
  /** Whether this is, at whatever depth, within an assignment. */
  readonly assigned: boolean;
}

function endsAtOperand(cursor: Cursor, place: EvalPlace): boolean {
  return place.kind === "list" || (place.kind === "assignment" && startsAssignment(cursor));
}

/**
 * Reads an eval expression of at least the given level (SPL reference 2.2): a Pratt loop. Gives a missing node, with a
 * problem, when there is none.
 */
export function evalExpression(cursor: Cursor, place: EvalPlace, level: number = LEVEL.xor, after?: Before): EvalExpr {
  let left = evalOperand(cursor, place, after);
  let compared = false;
  while (cursor.turn()) {
    const token = peekEval(cursor, true);
    if (token === undefined) return left;
    if (height(left) > MAX_HEIGHT) {
      const message = `An expression of more than ${MAX_HEIGHT} levels is not read further.`;
      cursor.source.error("E-DEPTH", token.span, message, { help: "Use IN, match() or a lookup instead." });
      cursor.moveTo(cursor.end);
      return left;
    }
    const operator = binaryOperator(cursor, token);
    if (operator === undefined) {
      const next = implied(cursor, token, left, level, place);
      if (next === undefined) return left;
      left = next;
      continue;
    }
    if (operator.level < level) return left;
    if (operator.level === LEVEL.compare) {
      if (compared)
        reportOperator(cursor, token.span, "A comparison cannot be compared again; join comparisons with AND or OR.");
      compared = true;
    } else if (operator.level < LEVEL.compare) compared = false;
    cursor.moveTo(operator.span.end);
    left = operator.op === "IN" ? inList(cursor, left, operator.negated, place) : binary(cursor, left, operator, place);
  }
  return left;
}

/** What stands before an operand, for the message when it is missing. */
export interface Before {
  readonly operator: string;
  readonly span: Span;
}

interface Operator {
  readonly op: BinaryOp | "IN";
  readonly level: number;
  /** From NOT to the word when negated. */
  readonly span: Span;
  readonly opSpan: Span;
  readonly negated: boolean;
}

const SYMBOLS: Readonly<Record<string, readonly [op: BinaryOp, level: number]>> = {
  "=": ["=", LEVEL.compare],
  "==": ["=", LEVEL.compare],
  "!=": ["!=", LEVEL.compare],
  "<>": ["!=", LEVEL.compare],
  "<": ["<", LEVEL.compare],
  "<=": ["<=", LEVEL.compare],
  ">": [">", LEVEL.compare],
  ">=": [">=", LEVEL.compare],
  "+": ["+", LEVEL.add],
  "-": ["-", LEVEL.add],
  ".": [".", LEVEL.add],
  "*": ["*", LEVEL.multiply],
  "/": ["/", LEVEL.multiply],
  "%": ["%", LEVEL.multiply],
};

const WORDS: Readonly<Record<string, readonly [op: BinaryOp | "IN", level: number]>> = {
  XOR: ["XOR", LEVEL.xor],
  OR: ["OR", LEVEL.or],
  AND: ["AND", LEVEL.and],
  LIKE: ["LIKE", LEVEL.compare],
  IN: ["IN", LEVEL.compare],
};

function binaryOperator(cursor: Cursor, token: EvalToken): Operator | undefined {
  if (token.kind === "operator") {
    const found = SYMBOLS[token.text];
    return found && { op: found[0], level: found[1], span: token.span, opSpan: token.span, negated: false };
  }
  if (token.kind !== "name") return undefined;
  const word = token.text.toUpperCase();
  if (word === "NOT") return negatedOperator(cursor, token.span);
  const found = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  return found && { op: found[0], level: found[1], span: token.span, opSpan: token.span, negated: false };
}

/** `x NOT IN (…)` and `x NOT LIKE y`. */
function negatedOperator(cursor: Cursor, not: Span): Operator | undefined {
  const mark = cursor.mark();
  cursor.moveTo(not.end);
  const next = peekEval(cursor, false);
  cursor.reset(mark);
  if (next?.kind !== "name") return undefined;
  const word = next.text.toUpperCase();
  if (word !== "IN" && word !== "LIKE") return undefined;
  return { op: word, level: LEVEL.compare, span: cover(not, next.span), opSpan: next.span, negated: true };
}

function binary(cursor: Cursor, left: EvalExpr, operator: Operator, place: EvalPlace): EvalExpr {
  const { op, opSpan, span } = operator;
  const text = cursor.text.slice(opSpan.start, opSpan.end);
  const right = evalExpression(cursor, place, operator.level + 1, { operator: text, span: opSpan });
  const node: EvalExpr = {
    kind: "binary",
    span: { start: left.span.start, end: Math.max(opSpan.end, right.span.end) },
    op: op === "IN" ? "=" : op,
    opSpan,
    left,
    right,
  };
  if (!operator.negated) return node;
  const notSpan = { start: span.start, end: span.start + 3 };
  reportOperator(cursor, notSpan, "Write NOT before the comparison: NOT field LIKE pattern.");
  return { kind: "unary", span: node.span, op: "NOT", opSpan: notSpan, operand: node };
}

function inList(cursor: Cursor, operand: EvalExpr, negated: boolean, place: EvalPlace): EvalExpr {
  const open = peekEval(cursor, false);
  if (open?.kind !== "open") {
    const word = { start: cursor.lastEnd - 2, end: cursor.lastEnd };
    cursor.source.error("E-EXPECTED", word, "The expression is malformed. Expected (.", {
      help: "IN is followed by a list in parentheses.",
    });
    const values = [missingOperand(cursor, undefined, false)];
    return { kind: "in-expr", span: cursor.since(operand.span.start), operand, values, negated };
  }
  cursor.moveTo(open.span.end);
  const values = evalList(cursor, open.span, place);
  if (values.length === 0) {
    const at = { start: open.span.start, end: Math.max(open.span.end, cursor.lastEnd) };
    cursor.source.error("E-MALFORMED", at, "The expression is malformed.", {
      help: "IN needs at least one value in its parentheses.",
    });
  }
  return { kind: "in-expr", span: cursor.since(operand.span.start), operand, values, negated };
}

/** Expressions between commas up to the closing parenthesis, which is consumed; the opening one is behind the cursor. */
export function evalList(cursor: Cursor, open: Span, place: EvalPlace): readonly EvalExpr[] {
  const inner: EvalPlace = { kind: "list", assigned: place.assigned };
  const values: EvalExpr[] = [];
  const read = (): void => {
    let wantsMore = false;
    while (cursor.turn()) {
      const token = peekEval(cursor, false);
      if (token === undefined) break;
      if (token.kind === "close") {
        if (wantsMore) values.push(missingOperand(cursor, token.span, true));
        cursor.moveTo(token.span.end);
        return;
      }
      if (token.kind === "comma") {
        if (wantsMore || values.length === 0) values.push(missingOperand(cursor, token.span, true));
        cursor.moveTo(token.span.end);
        wantsMore = true;
        continue;
      }
      if (values.length > 0 && !wantsMore) {
        if (place.assigned && startsAssignment(cursor)) break;
        if (!isMacro(values.at(-1)) && token.kind !== "macro") reportJuxtaposed(cursor, token.span);
      }
      values.push(evalExpression(cursor, inner));
      wantsMore = false;
    }
    if (wantsMore) values.push(missingOperand(cursor, undefined, true));
    reportUnclosed(cursor, open);
  };
  cursor.source.nested(open, read, () => void cursor.moveTo(cursor.end));
  return values;
}

/** Whether `name =` follows, as where an assignment starts that lacks its comma. */
function startsAssignment(cursor: Cursor): boolean {
  return /^[\w.{}]+\s*=(?!=)/.test(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 200)));
}

/** Reports a parenthesis without its end; the fix puts one after what was read. */
export function reportUnclosed(cursor: Cursor, open: Span): void {
  const at = { start: cursor.lastEnd, end: cursor.lastEnd };
  cursor.source.error("E-EXPECTED", open, "The expression is malformed. Expected ).", {
    help: "This '(' has no closing ')'.",
    fix: { title: "Insert ')'", edits: [{ span: at, text: ")" }] },
  });
}

/** Two operands without an operator between: an error here, unlike in search. Read on as if AND stood there. */
function implied(
  cursor: Cursor,
  token: EvalToken,
  left: EvalExpr,
  level: number,
  place: EvalPlace,
): EvalExpr | undefined {
  if (token.kind === "close" || token.kind === "comma") return skipExtra(cursor, token, left, place);
  const bang = token.kind === "operator" && token.text === "!";
  if (token.kind === "operator" && !bang) return undefined;
  if (token.kind === "unknown") {
    reportCharacter(cursor, token.span);
    cursor.moveTo(token.span.end);
    return left;
  }
  if (endsAtOperand(cursor, place) || level > LEVEL.and) return undefined;
  if (!isMacro(left) && token.kind !== "macro") reportJuxtaposed(cursor, token.span);
  const right = evalExpression(cursor, place, LEVEL.not);
  const opSpan = { start: left.span.end, end: left.span.end };
  return { kind: "binary", span: cover(left.span, right.span), op: "AND", opSpan, left, right };
}

/** A parenthesis that closes nothing, or a comma where there is no list. */
function skipExtra(cursor: Cursor, token: EvalToken, left: EvalExpr, place: EvalPlace): EvalExpr | undefined {
  const isClose = token.kind === "close";
  if (place.kind !== "condition" && !(isClose && place.kind === "assignment")) return undefined;
  const text = cursor.text.slice(token.span.start, token.span.end);
  cursor.source.error("E-MALFORMED", token.span, "The expression is malformed.", {
    help: isClose ? "This ')' closes nothing." : "Conditions are joined by AND or OR, not by a comma.",
    ...(isClose
      ? { fix: { title: `Remove '${text}'`, edits: [{ span: token.span, text: "" }] } }
      : { fix: { title: "Replace ',' by AND", edits: [{ span: token.span, text: " AND" }] } }),
  });
  cursor.moveTo(token.span.end);
  return left;
}

function reportJuxtaposed(cursor: Cursor, span: Span): void {
  // What stands between the two was reported and skipped.
  if (cursor.source.hasProblemAt(cursor.lastEnd - 1) && !/[\w"')\]]/.test(cursor.text[cursor.lastEnd - 1] ?? ""))
    return;
  reportOperator(cursor, span, "Two terms stand side by side; put AND, OR, a comma or another operator between them.");
}

function reportOperator(cursor: Cursor, span: Span, help: string): void {
  const text = cursor.text.slice(span.start, Math.min(cursor.end, span.start + 40)).trimEnd();
  cursor.source.error("E-OP", span, `The operator at '${text}' is invalid.`, { help });
}

/** Reports a character that no expression holds. */
export function reportCharacter(cursor: Cursor, span: Span): void {
  const text = cursor.text.slice(span.start, Math.min(cursor.end, span.start + 40)).trimEnd();
  cursor.source.error("E-CHAR", span, `The expression is malformed. An unexpected character is reached at '${text}'.`);
}
