import type { Prepared } from "#runtime/operator.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { type ExpressionResult, expressionProblems } from "#semantics/spl/types.ts";
import type { Binary, EvalExpr, Subsearch } from "#syntax/spl/ast.ts";
import { countedClause } from "./clause.ts";
import { clauseDetail } from "./clause-detail.ts";
import { evalTree } from "./condition-tree.ts";
import { compileNode, type EvalBuild, negatedNull, truthOf } from "./eval-node.ts";
import { filledExpression } from "./filled-expression.ts";
import { allOf, anyOf, eitherOf, notOf } from "./logic.ts";
import { probeRun } from "./probe-run.ts";
import type { ClauseRegistry, ExpressionServices } from "./services.ts";
import { subsearchText } from "./subsearch-text.ts";

/**
 * Compiles an eval expression (SPL reference 2.2). What cannot be run is reported at once, at its place. `result`: whether it may be
 * a condition, as within an aggregation, or is the value of a field.
 */
export function compileExpression(
  expr: EvalExpr,
  services: ExpressionServices,
  result: "any" | "value" = "any",
): Prepared<Expression> {
  return prepared(expr, services, result, (build) => compileNode(expr, build).evaluate);
}

/**
 * Compiles a three-valued condition of where, if, head and the like. With a registry, each comparison, LIKE, IN and boolean call at
 * the leaves of AND, OR, XOR and NOT is a clause: how often it held is counted in `run.clauseHits`, and in an explaining run
 * (`run.trace` set) all clauses are asked and tell what they saw.
 */
export function compileCondition(
  expr: EvalExpr,
  services: ExpressionServices,
  clauses?: ClauseRegistry,
): Prepared<Predicate> {
  const ids = new Map<EvalExpr, number>();
  if (clauses !== undefined) {
    numberLeaves(expr, clauses, ids);
    clauses.condition?.(evalTree(expr, ids));
  }
  return prepared(expr, services, "condition", (build) => compilePredicate(expr, build, ids));
}

function prepared<T>(
  expr: EvalExpr,
  services: ExpressionServices,
  result: ExpressionResult,
  build: (build: EvalBuild) => T,
): Prepared<T> {
  const subsearches: Subsearch[] = [];
  collectSubsearches(expr, subsearches);
  build({
    services,
    run: probeRun(services.settings),
    subsearches: new Map(),
    refuse: (problem) => services.report(problem),
  });
  const rows = subsearches.map((sub) => services.subsearchRows(sub));
  const start = (run: RunContext, known: ReadonlyMap<Subsearch, EvalExpr>): T =>
    build({
      services,
      run,
      subsearches: known,
      refuse: ({ code, severity, message, span }) => run.problem({ code, severity, message, span }),
    });
  if (subsearches.length === 0) return (run) => start(run, new Map());
  return async (run) => {
    const known = new Map<Subsearch, EvalExpr>();
    for (const [i, sub] of subsearches.entries()) {
      const text = subsearchText((await rows[i]?.(run)) ?? [], run, sub.span);
      known.set(sub, services.parseEval(text, sub.span));
    }
    // Of what type a subsearch's text is shows only now.
    for (const { code, severity, message, help, span } of expressionProblems(
      filledExpression(expr, known),
      services.dialect,
      result,
    )) {
      run.problem({ code, severity, message: help === undefined ? message : `${message} ${help}`, span });
    }
    return start(run, known);
  };
}

function numberLeaves(expr: EvalExpr, clauses: ClauseRegistry, ids: Map<EvalExpr, number>): void {
  if (expr.kind === "paren") numberLeaves(expr.inner, clauses, ids);
  else if (expr.kind === "unary" && expr.op === "NOT") numberLeaves(expr.operand, clauses, ids);
  else if (expr.kind === "binary" && isLogical(expr)) {
    numberLeaves(expr.left, clauses, ids);
    numberLeaves(expr.right, clauses, ids);
  } else if (expr.kind !== "missing") ids.set(expr, clauses.clause(expr.span));
}

function isLogical({ op }: Binary): boolean {
  return op === "AND" || op === "OR" || op === "XOR";
}

function collectSubsearches(expr: EvalExpr, into: Subsearch[]): void {
  switch (expr.kind) {
    case "subsearch":
      into.push(expr);
      break;
    case "paren":
      collectSubsearches(expr.inner, into);
      break;
    case "unary":
      collectSubsearches(expr.operand, into);
      break;
    case "binary":
      collectSubsearches(expr.left, into);
      collectSubsearches(expr.right, into);
      break;
    case "in-expr":
      for (const each of [expr.operand, ...expr.values]) collectSubsearches(each, into);
      break;
    case "call":
      for (const each of expr.args) collectSubsearches(each, into);
      break;
  }
}

function compilePredicate(expr: EvalExpr, build: EvalBuild, ids: ReadonlyMap<EvalExpr, number>): Predicate {
  const eager = build.run.trace !== undefined || build.run.everyClause === true;
  const inner = (each: EvalExpr) => compilePredicate(each, build, ids);
  if (expr.kind === "paren") return inner(expr.inner);
  if (expr.kind === "unary" && expr.op === "NOT") return notOf(inner(expr.operand), negatedNull(build));
  if (expr.kind === "binary" && isLogical(expr)) {
    const [left, right] = [inner(expr.left), inner(expr.right)];
    if (expr.op === "XOR") return eitherOf(left, right);
    return expr.op === "AND" ? allOf([left, right], eager) : anyOf([left, right], eager);
  }
  const test = truthOf(compileNode(expr, build));
  const clause = ids.get(expr);
  return clause === undefined ? test : countedClause(test, clause, build.run, () => clauseDetail(expr, test, build));
}
