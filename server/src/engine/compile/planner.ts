import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import { ALL_TIME } from "#events/time-range.ts";
import { collect } from "#runtime/collect.ts";
import { runGuard } from "#runtime/match-guard.ts";
import type { Prepared } from "#runtime/operator.ts";
import { compileRegex, guardedRegex, regexArgument } from "#runtime/regex.ts";
import type { PlanContext } from "#semantics/dialect.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { Pipeline, Stage, Subsearch } from "#syntax/spl/ast.ts";
import { parseEvalExpression, parseSearchExpression, parseSpl } from "#syntax/spl/parser.ts";
import { compileAggregation } from "./aggregation.ts";
import { type CompileState, UNCOUNTED } from "./compile-state.ts";
import { OPAQUE } from "./condition-tree.ts";
import { compileCondition, compileExpression } from "./eval.ts";
import { evaluateConstant } from "./evaluate-constant.ts";
import { compilePipeline } from "./pipeline.ts";
import { relocate } from "./relocate.ts";
import { compileFilter } from "./search.ts";
import type { ClauseRegistry, ExpressionServices } from "./services.ts";
import { unknownMacros } from "./unknown-macros.ts";

/** What the definition of a stage's command may ask of the compiler. */
export function planContext(stage: Stage, state: CompileState): PlanContext {
  const { environment, text } = state;
  const { settings, dialect } = environment;
  const vocabulary = vocabularyOf(dialect);
  const { clause, condition } = state;
  const registry: ClauseRegistry | undefined =
    clause === undefined ? undefined : { clause, ...(condition === undefined ? {} : { condition }) };
  const reportAt = (problems: readonly Problem[], at: Span) => {
    for (const problem of problems) state.report(plainAt(problem, at));
  };
  const services: ExpressionServices = {
    settings,
    dialect,
    text,
    lookup: (name) => environment.lookups(name),
    subsearchRows: (sub) => subsearchRows(sub, state),
    parseSearch(inner, at) {
      const parsed = parseSearchExpression(inner, vocabulary);
      reportAt(parsed.problems, at);
      return relocate(parsed.tree, at);
    },
    parseEval(inner, at) {
      const parsed = parseEvalExpression(inner, vocabulary);
      reportAt(parsed.problems, at);
      return relocate(parsed.tree, at);
    },
    report: state.report,
  };
  return {
    stage,
    settings,
    text,
    expression: (expr) => compileExpression(expr, services, "value"),
    condition: (expr, clauses) => compileCondition(expr, services, clauses ? registry : undefined),
    filter: (expr, clauses) => compileFilter(expr, services, clauses ? registry : undefined),
    clause(at) {
      const id = clause?.(at) ?? UNCOUNTED;
      condition?.({ kind: "clause", clause: id, span: at, test: OPAQUE });
      return id;
    },
    parseSearch: services.parseSearch,
    parseEval: services.parseEval,
    parsePipeline(inner, role = "search") {
      const expansion = expandMacros(inner, environment, { evaluate: evaluateConstant(environment) });
      const parsed = parseSpl(expansion.text, vocabulary, { template: role === "template" });
      reportAt([...expansion.problems, ...unknownMacros(expansion), ...parsed.problems], stage.span);
      state.texts.set(parsed.tree, expansion.text);
      return parsed.tree;
    },
    aggregation: (aggregation) =>
      compileAggregation(aggregation, {
        dialect,
        command: stage.command,
        expression: (expr) => compileExpression(expr, services),
      }),
    pipeline: (pipeline) => innerPipeline(pipeline, stage, state),
    lookup: (name) => environment.lookups(name),
    lookupAbsence: (name) => environment.lookupAbsence(name),
    dataset: (ref) => environment.datasets(ref.name, ref.dataset),
    savedSearch: (name) => environment.savedSearches(name),
    regex: (pattern, at, flags) => regexOf(pattern, at, flags ?? "", stage, state),
    timeRange: state.timeRange ?? (() => ALL_TIME),
    report: state.report,
    during: (run) =>
      planContext(stage, {
        ...state,
        run,
        clause: undefined,
        condition: undefined,
        report: ({ code, severity, message, span }) => run.problem({ code, severity, message, span }),
      }),
  };
}

/** A problem without what concerns another text: its edits and further places. */
function plainAt({ code, severity, message, help }: Problem, at: Span): Problem {
  return { code, severity, message, span: at, ...(help === undefined ? {} : { help }) };
}

/** Searches that lead to each other deeper than this, or are more in all, are taken for a circle. */
const MOST_DEEP = 8;
const MOST_OTHERS = 1000;

function innerPipeline(pipeline: Pipeline, stage: Stage, state: CompileState): ReturnType<typeof compilePipeline> {
  const inner = stateFor(pipeline, stage, state);
  if (inner.depth > state.depth && state.run === undefined) state.others.count++;
  if (inner.depth <= MOST_DEEP && state.others.count <= MOST_OTHERS) return compilePipeline(pipeline, inner);
  const message =
    inner.depth > MOST_DEEP
      ? `Searches that this command starts lead to further ones more than ${MOST_DEEP} deep; one of them may start itself.`
      : `More than ${MOST_OTHERS.toLocaleString("en")} searches are started by saved searches that start each other.`;
  state.report({ code: "search-circle", severity: "error", span: stage.nameSpan ?? stage.span, message });
  return compilePipeline({ ...pipeline, stages: [] }, inner);
}

/** The state for a pipeline: its own text when it was parsed from one, and then everything is told at the stage. */
function stateFor(pipeline: Pipeline, stage: Stage, state: CompileState): CompileState {
  const text = state.texts.get(pipeline);
  if (text === undefined) return { ...state, condition: undefined };
  if (text === state.text) return { ...state, condition: undefined, depth: state.depth + 1 };
  return {
    ...state,
    text,
    depth: state.depth + 1,
    condition: undefined,
    report: (problem) => state.report(plainAt(problem, stage.span)),
    clause: state.clause === undefined ? undefined : () => state.clause?.(stage.span) ?? UNCOUNTED,
  };
}

function subsearchRows(sub: Subsearch, state: CompileState): Prepared<readonly Row[]> {
  const search = compilePipeline(sub.pipeline, { ...state, condition: undefined });
  return (run) => collect(search.run(run), run);
}

function regexOf(
  pattern: string,
  at: Span,
  flags: string,
  stage: Stage,
  state: CompileState,
): ReturnType<PlanContext["regex"]> {
  const written = state.text.slice(at.start, at.end);
  const keeps = !state.environment.settings.rexUnescapesBackslash && /^".*"$/s.test(written);
  const wanted = keeps ? regexArgument(written.slice(1, -1), false) : pattern;
  const compiled = compileRegex(wanted, flags);
  if (!("refused" in compiled)) {
    return (run) => {
      const guarded = guardedRegex(wanted, flags, runGuard(run, at));
      return "refused" in guarded ? compiled.regex : guarded.regex;
    };
  }
  if (compiled.code === "E-REGEX" && stage.command === "rex") {
    const message = `Encountered the following error while compiling the regex '${pattern}': ${compiled.reason}.`;
    return { refused: message, code: "E-REXBAD", span: at };
  }
  return { refused: compiled.refused, code: compiled.code, span: at };
}
