import { LruMap, once } from "#base/memo.ts";
import type { Problem } from "#base/problem.ts";
import { type SourceMap, toEmbedded, toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { evaluateConstant } from "#engine/compile/evaluate-constant.ts";
import type { Environment } from "#semantics/environment.ts";
import { eventTypeProblems } from "#semantics/spl/event-type-problems.ts";
import { type Expansion, expandMacros } from "#semantics/spl/expand.ts";
import { analyseFlow, type PipelineFlow } from "#semantics/spl/field-flow.ts";
import { liveAfter, type NameSet } from "#semantics/spl/liveness.ts";
import { typeProblems } from "#semantics/spl/types.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { Pipeline, Stage } from "#syntax/spl/ast.ts";
import { type ParsedSpl, parseSpl } from "#syntax/spl/parser.ts";

/** Everything that is known of the text of one search under one environment. Parts are computed when first asked for. */
export interface SearchAnalysis {
  readonly text: string;
  readonly environment: Environment;
  /** The tree of the text as written; macro calls are opaque nodes. */
  readonly written: ParsedSpl;
  readonly expansion: Expansion;
  /** The tree of the text with macros expanded; the written one when there are none. */
  readonly expanded: ParsedSpl;
  /** Fields at each point of the expanded tree. */
  readonly flow: PipelineFlow;
  /** Fields needed after each stage of a pipeline of the expanded tree. */
  live(pipeline: Pipeline): ReadonlyMap<Stage, NameSet>;
  /** Problems of text, macros and types, in positions of the written text. */
  readonly problems: readonly Problem[];
  /** The same problems in positions of the expanded text. */
  readonly expandedProblems: readonly Problem[];
  /** The written span of a span of the expanded text; a macro's body maps to its call. */
  toWritten(at: Span): Span;
  /** Whether a span of the expanded text stands in the written text as it is, and not in a macro's body. */
  isWritten(at: Span): boolean;
}

const analyses = new WeakMap<Environment, LruMap<string, SearchAnalysis>>();

/** How many characters of searches are remembered with their analyses for an environment. */
const REMEMBERED = 100_000;

/** The analysis of a search's text, remembered by text and environment. */
export function analyseSearch(text: string, environment: Environment): SearchAnalysis {
  let known = analyses.get(environment);
  if (known === undefined) {
    known = new LruMap(REMEMBERED, (search) => search.length);
    analyses.set(environment, known);
  }
  return known.getOrCompute(text, () => createAnalysis(text, environment));
}

function createAnalysis(text: string, environment: Environment): SearchAnalysis {
  const vocabulary = vocabularyOf(environment.dialect);
  const written = once(() => parseSpl(text, vocabulary));
  const expansion = once(() => expandMacros(text, environment, { evaluate: evaluateConstant(environment) }));
  const expanded = once(() => (expansion().text === text ? written() : parseSpl(expansion().text, vocabulary)));
  const flow = once(() => analyseFlow(expanded().tree, environment));
  const lives = new Map<Pipeline, ReadonlyMap<Stage, NameSet>>();
  const toWritten = (at: Span) => (expansion().text === text ? at : toHost(expansion().map, at));
  const toExpanded = (at: Span) => (expansion().text === text ? at : toEmbeddedSpan(expansion().map, at));
  const writtenFix = (problem: Problem) =>
    expansion().text === text ? problem : withMovedFix(problem, expansion().map);
  const inExpanded = once(() => [
    ...expanded().problems,
    ...typeProblems(expanded().tree, environment.dialect),
    ...eventTypeProblems(expanded().tree, environment.names),
  ]);
  const problems = once(() =>
    distinct([...inExpanded().map((problem) => movedProblem(writtenFix(problem), toWritten)), ...expansion().problems]),
  );
  const expandedProblems = once(() =>
    distinct([...inExpanded(), ...expansion().problems.map((problem) => movedProblem(problem, toExpanded))]),
  );
  return {
    text,
    environment,
    get written() {
      return written();
    },
    get expansion() {
      return expansion();
    },
    get expanded() {
      return expanded();
    },
    get flow() {
      return flow();
    },
    get problems() {
      return problems();
    },
    get expandedProblems() {
      return expandedProblems();
    },
    live(pipeline) {
      let live = lives.get(pipeline);
      if (live === undefined) {
        live = liveAfter(pipeline);
        lives.set(pipeline, live);
      }
      return live;
    },
    toWritten,
    isWritten: (at) => expansion().text === text || isExact(expansion().map, at),
  };
}

function movedProblem(problem: Problem, move: (at: Span) => Span): Problem {
  return {
    ...problem,
    span: move(problem.span),
    ...(problem.related === undefined
      ? {}
      : { related: problem.related.map((other) => ({ ...other, span: move(other.span) })) }),
  };
}

/** The problem with its fix in written positions; without a fix that would change a macro's body. */
function withMovedFix(problem: Problem, map: SourceMap): Problem {
  const { fix, ...rest } = problem;
  if (fix === undefined) return problem;
  const edits: TextEdit[] = [];
  for (const { span, text } of fix.edits) {
    const piece = map.segments.find(
      ({ embedded, exact }) => exact && embedded.start <= span.start && span.end <= embedded.end,
    );
    if (piece === undefined) return rest;
    const shift = piece.host.start - piece.embedded.start;
    edits.push({ span: { start: span.start + shift, end: span.end + shift }, text });
  }
  return { ...rest, fix: { title: fix.title, edits } };
}

/** The expanded span of a written span that stands in the text as it is. */
function toEmbeddedSpan(map: SourceMap, at: Span): Span {
  const start = toEmbedded(map, at.start) ?? 0;
  return { start, end: Math.max(start, toEmbedded(map, at.end) ?? start) };
}

/** Whether a span lies in pieces that map offset by offset. */
function isExact(map: SourceMap, at: Span): boolean {
  return map.segments.every(
    ({ embedded, exact }) => exact || embedded.end <= at.start || (embedded.start >= at.end && at.end > at.start),
  );
}

/** Problems without repetitions: the same code at the same place. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, span }) => {
    const key = `${code}/${span.start}/${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
