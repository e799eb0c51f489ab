import type { Problem } from "#base/problem.ts";
import type { Row } from "#events/row.ts";
import { runGuard } from "#runtime/match-guard.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import { guardedRegex, regexArgument } from "#runtime/regex.ts";
import { EXACT } from "#runtime/significant-digits.ts";
import type { CallContext, FunctionDefinition, Refusal } from "#semantics/dialect.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { type StaticType, staticType } from "#semantics/spl/static-type.ts";
import type { Call, EvalExpr } from "#syntax/spl/ast.ts";
import { type CompiledNode, compileNode, constantNode, type EvalBuild, operationNode } from "./eval-node.ts";
import { precisionOf } from "./precision.ts";
import { compileSearch } from "./search-build.ts";

/** Compiles a call of an eval function. */
export function compileCall(expr: Call, build: EvalBuild): CompiledNode {
  const definition = build.services.dialect.function(expr.name);
  const args = argumentNodes(expr, build);
  if (definition === undefined) {
    return refuse(build, "E-FUNCUNKNOWN", expr, `The '${expr.name}' function is unsupported or undefined.`);
  }
  if (!acceptsCount(definition, args.length)) {
    return refuse(build, "E-FUNCARGS", expr, `The arguments to the '${definition.name}' function are invalid.`);
  }
  const call = callContext(expr, args, build);
  const compiled = definition.compile(
    args.map((arg) => arg.evaluate),
    call,
  );
  if (isRefusal(compiled)) {
    build.refuse({ code: compiled.code, severity: "error", span: compiled.span, message: compiled.refused });
    return constantNode(null, "unknown");
  }
  return operationNode(compiled, typeOf(definition), args, definition.volatile);
}

/** The arguments; a regex literal as it stands in the text when the setting `rexUnescapesBackslash` is off. */
function argumentNodes(expr: Call, build: EvalBuild): readonly CompiledNode[] {
  const params = build.services.dialect.function(expr.name)?.params ?? [];
  return expr.args.map((arg, i) => {
    const isPattern = arg.kind === "string" && params[i]?.type === "regex";
    if (!isPattern || build.run.settings.rexUnescapesBackslash) return compileNode(arg, build);
    const inner = /^"(.*)"$/s.exec(build.services.text.slice(arg.span.start, arg.span.end))?.[1];
    return inner === undefined ? compileNode(arg, build) : constantNode(regexArgument(inner, false), "string");
  });
}

/** Whether a function takes this many arguments. */
export function acceptsCount({ params }: FunctionDefinition, count: number): boolean {
  const required = params.filter((param) => param.optional !== true).length;
  const repeating = params.filter((param) => param.repeats === true).length;
  if (count < required) return false;
  if (repeating === 0) return count <= params.length;
  return (count - required) % repeating === 0 || params.some((param) => param.optional === true);
}

/** The place that a condition's call shows for a text of the located argument; undefined when the function has none. */
export function callLocator(
  expr: Call,
  build: EvalBuild,
): { readonly argument: EvalExpr; readonly evaluate: Expression; readonly find: Locator } | undefined {
  const locate = build.services.dialect.function(expr.name)?.locate;
  const argument = locate === undefined ? undefined : expr.args[locate.argument];
  if (locate === undefined || argument === undefined) return undefined;
  const args = argumentNodes(expr, build);
  const evaluate = args[locate.argument]?.evaluate ?? (() => null);
  const find = locate.find(
    args.map((arg) => arg.evaluate),
    callContext(expr, args, build),
  );
  return { argument, evaluate, find };
}

/** Finds the part of a text that made a condition hold. */
export type Locator = (text: string, row: Row) => { readonly start: number; readonly end: number } | null;

function typeOf({ returns }: FunctionDefinition): StaticType {
  return returns === "string" || returns === "number" || returns === "boolean" ? returns : "unknown";
}

function refuse(build: EvalBuild, code: string, expr: Call, message: string): CompiledNode {
  build.refuse({ code, severity: "error", span: expr.span, message });
  return constantNode(null, "unknown");
}

function callContext(expr: Call, args: readonly CompiledNode[], build: EvalBuild): CallContext {
  const { services, run } = build;
  const guard = runGuard(run, expr.span);
  return {
    run,
    nodes: expr.args,
    span: expr.span,
    staticType: (index) => {
      const node = expr.args[index];
      return node === undefined ? "unknown" : staticType(node, services.dialect);
    },
    constant: (index) => args[index]?.constant,
    precision: (index) => {
      const node = expr.args[index];
      return node === undefined ? () => EXACT : precisionOf(node, build);
    },
    regex: (pattern, flags = "") => {
      const compiled = guardedRegex(pattern, flags, guard);
      return "refused" in compiled
        ? { refused: compiled.refused, code: compiled.code, span: expr.span }
        : compiled.regex;
    },
    lookup: (name) => services.lookup(name),
    filter: (text) => filterOf(text, expr, build),
  };
}

/** Search text inside an expression (searchmatch). Subsearches in it would need a run of their own and are refused. */
function filterOf(text: string, expr: Call, build: EvalBuild): Predicate | Refusal {
  const problems: Problem[] = [];
  const search = build.services.parseSearch(text, expr.span);
  const filter = compileSearch(search, {
    services: build.services,
    run: build.run,
    subsearches: new Map(),
    ids: new Map(),
    refuse: (problem) => problems.push(problem),
  });
  const [first] = problems;
  return first === undefined ? filter : { refused: first.message, code: first.code, span: expr.span };
}
