import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import { toList, toText, type Value } from "#events/value.ts";
import { likePattern } from "#runtime/like-predicate.ts";
import { MatchGuard } from "#runtime/match-guard.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import { guardedRegex } from "#runtime/regex.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { callLocator, type Locator } from "./call.ts";
import type { ClauseDetail } from "./clause.ts";
import { compileNode, type EvalBuild } from "./eval-node.ts";

/** The part of a clause whose field is shown, and how to find what in its text made the clause hold. */
interface Subject {
  readonly expr: EvalExpr;
  readonly evaluate: Expression;
  readonly find: Locator;
}

/** What a clause of a where condition tells: its left field, the value, and the part of the value that made it hold. */
export function clauseDetail(expr: EvalExpr, test: Predicate, build: EvalBuild): ClauseDetail {
  const subject = subjectOf(expr, build);
  const field = fieldIn(subject.expr) ?? fieldIn(expr);
  if (field === undefined) return () => ({ field: null, value: null });
  const exact = standsAsField(subject.expr, build);
  const all = [...new Set(fieldsIn(expr))];
  const anyCase = patternInAnyCase(expr);
  return (row, truth) => {
    const value = row.get(field);
    const matched = truth === true ? matchedPart(row, field, value, test, subject, exact) : undefined;
    const caseDiffers = truth === false && anyCase !== null && caseAlone(subject.evaluate(row), anyCase);
    return {
      field,
      value,
      ...(all.length > 1 ? { reads: all.map((name) => [name, row.get(name)] as const) } : {}),
      ...(matched === undefined ? {} : { matched }),
      ...(caseDiffers ? { caseDiffers } : {}),
    };
  };
}

/** A hint may cost less than the match itself. */
const HINT_STEPS = 100_000;

/** The pattern of `match(…, "pattern")` without regard to case; null for any other clause. One that takes long finds nothing. */
function patternInAnyCase(expr: EvalExpr): RegExp | null {
  if (expr.kind !== "call" || expr.name !== "match") return null;
  const pattern = expr.args[1];
  if (pattern?.kind !== "string") return null;
  const compiled = guardedRegex(pattern.value, "i", new MatchGuard(HINT_STEPS, () => undefined));
  return "refused" in compiled ? null : compiled.regex;
}

function caseAlone(value: Value, anyCase: RegExp): boolean {
  return toList(value).some((one) => anyCase.test(one));
}

const whole: Locator = (text) => ({ start: 0, end: text.length });

function subjectOf(expr: EvalExpr, build: EvalBuild): Subject {
  if (expr.kind === "call") {
    const located = callLocator(expr, build);
    if (located !== undefined) return { ...located, expr: located.argument };
  }
  const inner = operandOf(expr);
  const evaluate = compileNode(inner, build).evaluate;
  if (expr.kind === "binary" && expr.op === "LIKE") {
    const pattern = compileNode(expr.right, build);
    const matchOf = likePattern(pattern.evaluate, pattern.constant);
    return { expr: inner, evaluate, find: (text, row) => matchOf(row)?.find(text) ?? null };
  }
  return { expr: inner, evaluate, find: whole };
}

function operandOf(expr: EvalExpr): EvalExpr {
  if (expr.kind === "binary") return fieldIn(expr.left) === undefined ? expr.right : expr.left;
  if (expr.kind === "in-expr") return expr.operand;
  if (expr.kind === "call") return expr.args.find((arg) => fieldIn(arg) !== undefined) ?? expr;
  return expr;
}

/** The value that made the clause hold is found by asking it about each value alone. */
function matchedPart(
  row: Row,
  field: string,
  value: Value,
  test: Predicate,
  subject: Subject,
  exact: boolean,
): Span | undefined {
  let start = 0;
  const texts = toList(value);
  for (const text of texts) {
    const alone = row.copy();
    alone.set(field, text);
    if (test(alone) === true) {
      const part = exact ? partOf(text, alone, subject) : null;
      if (part !== null) return { start: start + part.start, end: start + part.end };
      return { start, end: start + text.length };
    }
    start += text.length + 1;
  }
  return undefined;
}

function partOf(text: string, row: Row, subject: Subject): Span | null {
  const seen = toText(subject.evaluate(row));
  return seen === null || seen.length !== text.length ? null : subject.find(seen, row);
}

/** The first field that an expression reads. */
function fieldIn(expr: EvalExpr): string | undefined {
  return fieldsIn(expr)[0];
}

/** The fields that an expression reads, in the order of the text. */
function fieldsIn(expr: EvalExpr): readonly string[] {
  switch (expr.kind) {
    case "field-expr":
      return [expr.name];
    case "paren":
      return fieldsIn(expr.inner);
    case "unary":
      return fieldsIn(expr.operand);
    case "binary":
      return [...fieldsIn(expr.left), ...fieldsIn(expr.right)];
    case "in-expr":
      return [expr.operand, ...expr.values].flatMap(fieldsIn);
    case "call":
      return expr.args.flatMap(fieldsIn);
    default:
      return [];
  }
}

/** Whether places in the expression's text are places in the field's: the field itself, or lower() and the like of it. */
function standsAsField(expr: EvalExpr, build: EvalBuild): boolean {
  if (expr.kind === "field-expr") return true;
  if (expr.kind === "paren") return standsAsField(expr.inner, build);
  if (expr.kind !== "call") return false;
  const [first] = expr.args;
  const keeps = build.services.dialect.function(expr.name)?.keepsPositions === true;
  return keeps && first !== undefined && standsAsField(first, build);
}
