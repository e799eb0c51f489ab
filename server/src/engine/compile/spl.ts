import type { Problem } from "#base/problem.ts";
import { toHost } from "#base/source-map.ts";
import { contains, type Span } from "#base/span.ts";
import type { Batch } from "#events/batch.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { LossReason } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import { eventTypeProblems } from "#semantics/spl/event-type-problems.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { typeProblems } from "#semantics/spl/types.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { Stage } from "#syntax/spl/ast.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import { type EventFields, eventFields } from "../search-time/event-fields.ts";
import type { CompiledClause, CompileState } from "./compile-state.ts";
import { type ConditionTree, placedTree } from "./condition-tree.ts";
import { evaluateConstant } from "./evaluate-constant.ts";
import { compilePipeline, type StageWrap } from "./pipeline.ts";
import { unfilledTokens } from "./unfilled-tokens.ts";
import { unknownMacros } from "./unknown-macros.ts";

/** A stage of the outermost pipeline. */
export interface CompiledSearchStage {
  readonly span: Span;
  readonly command: string;
  readonly operator: Operator;
  /** The fields after BY: a row in which one of them is absent is in no group. */
  readonly groups: readonly string[];
  /** What a row must fulfil to pass, when the stage filters. */
  readonly condition: ConditionTree | undefined;
  /** Says why it lost a row, where its command can tell. */
  readonly loss?: (() => LossReason) | undefined;
  /** Whether it treats rows one by one; for a command the dialect says it. */
  readonly rowWise?: boolean;
}

/** A search, ready to run on any samples. All spans are of the text as written; a macro's body stands at its call. */
export interface CompiledSearch {
  readonly text: string;
  /** The stages of the outermost pipeline, macros expanded. */
  readonly stages: readonly CompiledSearchStage[];
  /** What is counted: `run.clauseHits` needs as many places. */
  readonly clauses: readonly CompiledClause[];
  /** What is wrong with the search, or cannot be run here. */
  readonly problems: readonly Problem[];
  /** Whether it can be run: no problem is an error. */
  readonly runnable: boolean;
  /** Gives events the fields that the workspace makes; `run` does it, who calls the stages' operators must. */
  readonly fields?: EventFields | undefined;
  /**
   * Runs it. `run.stageRows`, when it is there, needs two places for each stage. With `whole`, rows of the result beyond so many
   * may come without their fields, but with the events behind them.
   */
  run(run: RunContext, whole?: number): AsyncIterable<Batch>;
}

/** Compiles a search's text in an environment. Total: gives problems for any text, never throws. */
export function compileSpl(text: string, environment: Environment): CompiledSearch {
  const expansion = expandMacros(text, environment, { evaluate: evaluateConstant(environment) });
  const place = (at: Span): Span => (expansion.text === text ? at : toHost(expansion.map, at));
  const parsed = parseSpl(expansion.text, vocabularyOf(environment.dialect));
  const problems: Problem[] = [...expansion.problems, ...unknownMacros(expansion)];
  const found = [
    ...parsed.problems,
    ...typeProblems(parsed.tree, environment.dialect),
    ...eventTypeProblems(parsed.tree, environment.names),
    ...unfilledTokens(parsed.tree),
  ];
  for (const problem of found) problems.push(placed(problem, place));
  const clauses: CompiledClause[] = [];
  const conditions = new Map<number, ConditionTree>();
  let stage = 0;
  const state: CompileState = {
    environment,
    text: expansion.text,
    // Where the text itself is wrong, what follows from it is not said too.
    report: (problem) => {
      const known = found.some((other) => other.severity === "error" && overlaps(other.span, problem.span));
      if (!known) problems.push(placed(problem, place));
    },
    clause: (span) => clauses.push({ id: clauses.length, span: place(span), stage }) - 1,
    condition: (tree) => conditions.set(stage, placedTree(tree, place)),
    run: undefined,
    texts: new WeakMap(),
    depth: 0,
    others: { count: 0 },
  };
  const pipeline = compilePipeline(
    parsed.tree,
    state,
    (index) => {
      stage = index;
    },
    counting,
  );
  const all = distinct(problems);
  const fields = eventFields(environment, expansion.text);
  return {
    text,
    stages: pipeline.stages.map(({ stage: node, operator, loss }, index) => ({
      span: place(node.span),
      command: node.command,
      operator,
      groups: groupFields(node),
      condition: conditions.get(index),
      loss,
    })),
    clauses,
    problems: all,
    runnable: pipeline.stages.length > 0 && all.every(({ severity }) => severity !== "error"),
    fields,
    run: (run, whole) => {
      const own = expansion.text === text ? run : placedRun(run, place);
      return pipeline.run(withFields(own, fields), whole);
    },
  };
}

function groupFields(stage: Stage): readonly string[] {
  const fields: string[] = [];
  walk(stage, (node) => {
    if (node.kind === "subsearch") return false;
    if (node.kind === "field" && node.access === "group") fields.push(node.name);
    return true;
  });
  return fields;
}

function overlaps(a: Span, b: Span): boolean {
  return contains(a, b) || contains(b, a);
}

function placed(problem: Problem, place: (at: Span) => Span): Problem {
  const { related, ...rest } = problem;
  const others = related?.map((other) => ({ ...other, span: place(other.span) }));
  return { ...rest, span: place(problem.span), ...(others === undefined ? {} : { related: others }) };
}

/** A run whose events have the fields that the workspace makes. */
export function withFields(run: RunContext, fields: EventFields | undefined): RunContext {
  if (fields === undefined) return run;
  return {
    ...run,
    random: () => run.random(),
    problem: (one) => run.problem(one),
    events: () => fields(run.events(), run),
  };
}

/** A run whose problems are told at their place in the written text. */
function placedRun(run: RunContext, place: (at: Span) => Span): RunContext {
  const { signal, limits, settings, now, clauseHits, stageRows, everyClause, trace, passAll, observe } = run;
  return {
    signal,
    limits,
    settings,
    now,
    clauseHits,
    ...(stageRows === undefined ? {} : { stageRows }),
    ...(everyClause === undefined ? {} : { everyClause }),
    ...(trace === undefined ? {} : { trace }),
    ...(passAll === undefined ? {} : { passAll }),
    ...(observe === undefined ? {} : { observe }),
    events: () => run.events(),
    random: () => run.random(),
    problem: (problem) => run.problem(problem.span === undefined ? problem : { ...problem, span: place(problem.span) }),
  };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, span }) => {
    const key = `${code}/${span.start}/${span.end}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Counts the rows that go in and out of a stage. */
const counting: StageWrap = (operator, index) => (input, run) => {
  const { stageRows, observe } = run;
  if (observe !== undefined) {
    return observed(operator(observed(input, index, "in", observe), run), index, "out", observe);
  }
  if (stageRows === undefined) return operator(input, run);
  return counted(operator(counted(input, stageRows, 2 * index), run), stageRows, 2 * index + 1);
};

async function* observed(
  input: AsyncIterable<Batch>,
  stage: number,
  side: "in" | "out",
  observe: NonNullable<RunContext["observe"]>,
): AsyncGenerator<Batch> {
  for await (const batch of input) {
    observe(stage, side, batch);
    yield batch;
  }
}

async function* counted(input: AsyncIterable<Batch>, counts: Uint32Array, at: number): AsyncGenerator<Batch> {
  for await (const batch of input) {
    counts[at] = (counts[at] ?? 0) + batch.length;
    yield batch;
  }
}
