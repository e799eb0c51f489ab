import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { probeRun } from "#engine/compile/probe-run.ts";
import type { ClauseRegistry, ExpressionServices } from "#engine/compile/services.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import { splDialect, splVocabulary } from "#languages/spl/dialect.ts";
import type { ClauseTrace, RunContext, RunProblem } from "#runtime/run-context.ts";
import { DEFAULT_SETTINGS, type Settings } from "#runtime/settings.ts";
import { parseEvalExpression, parseSearchExpression } from "#syntax/spl/parser.ts";

/** What compiling and running an expression by itself gave, besides its result. */
export interface Bench {
  readonly services: ExpressionServices;
  readonly clauses: ClauseRegistry;
  /** Spans of the clauses by number. */
  readonly spans: Span[];
  readonly reported: Problem[];
  readonly said: RunProblem[];
  readonly traces: ClauseTrace[];
  readonly run: RunContext;
}

/** Everything that an expression needs to be compiled and run alone. `explains` makes it an explaining run. */
export function expressionBench(
  text: string,
  over: {
    readonly settings?: Partial<Settings>;
    readonly subsearch?: readonly Readonly<Record<string, Value>>[];
    readonly now?: number;
    readonly explains?: boolean;
  } = {},
): Bench {
  const settings = { ...DEFAULT_SETTINGS, ...over.settings };
  const reported: Problem[] = [];
  const said: RunProblem[] = [];
  const traces: ClauseTrace[] = [];
  const spans: Span[] = [];
  const services: ExpressionServices = {
    settings,
    dialect: splDialect,
    text,
    lookup: () => undefined,
    subsearchRows: () => () => (over.subsearch ?? []).map((fields) => Row.of(fields)),
    parseSearch: (inner) => parseSearchExpression(inner, splVocabulary).tree,
    parseEval: (inner) => parseEvalExpression(inner, splVocabulary).tree,
    report: (problem) => reported.push(problem),
  };
  const run: RunContext = {
    ...probeRun(settings),
    now: over.now ?? 1_700_000_000,
    clauseHits: new Uint32Array(32),
    problem: (problem) => said.push(problem),
    ...(over.explains ? { trace: (_row: Row, trace: ClauseTrace) => traces.push(trace) } : {}),
  };
  const clauses: ClauseRegistry = { clause: (span) => spans.push(span) - 1 };
  return { services, clauses, spans, reported, said, traces, run };
}
