import type { Batch } from "#events/batch.ts";
import { collect, noRows } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { passRows } from "#runtime/streaming.ts";
import { type CommandDefinition, type CompiledPipeline, isRefusal, type LossReason } from "#semantics/dialect.ts";
import { argumentSubsearches } from "#syntax/spl/argument-subsearches.ts";
import type { Pipeline, Stage, Subsearch } from "#syntax/spl/ast.ts";
import { argumentRefusal } from "./argument-refusal.ts";
import { withArgumentText } from "./argument-text.ts";
import type { CompileState } from "./compile-state.ts";
import { newestFirst, orderedAfter } from "./event-order.ts";
import { planContext } from "./planner.ts";
import { searchRange } from "./search-range.ts";

/** A stage ready to run. */
export interface CompiledStage {
  readonly stage: Stage;
  readonly operator: Operator;
  /** Says why it lost a row, where its command can tell; made when it is asked for. */
  readonly loss: (() => LossReason) | undefined;
}

/** A pipeline whose stages are known one by one. */
export interface StagedPipeline extends CompiledPipeline {
  readonly stages: readonly CompiledStage[];
  /** With `whole`, only the first so many rows of the result need their fields; of the others, which events are behind them. */
  run(run: RunContext, whole?: number): AsyncIterable<Batch>;
}

/** Wraps the operator of a stage: counting, for the outermost pipeline. */
export type StageWrap = (operator: Operator, index: number) => Operator;

/** Compiles the stages of a pipeline. What cannot be run is reported; such a stage then gives no rows. */
export function compilePipeline(
  pipeline: Pipeline,
  outer: CompileState,
  enter: (index: number) => void = () => {},
  wrap: StageWrap = (operator) => operator,
): StagedPipeline {
  const { dialect } = outer.environment;
  const first = dialect.command(pipeline.stages[0]?.command ?? "");
  const begins = first !== undefined && (first.generating || first.name === "search");
  const state = begins ? { ...outer, timeRange: (run: RunContext) => searchRange(pipeline, run) } : outer;
  const stages = pipeline.stages.map((stage, index) => {
    enter(index);
    return { stage, operator: wrap(stageOperator(stage, state), index), loss: lossOf(stage, state) };
  });
  const reads = readsEvents(pipeline, state);
  const orderAt = reads ? orderedAfter(pipeline.stages, dialect) : -1;
  const chain = (input: AsyncIterable<Batch>, run: RunContext, order: number, whole?: number): AsyncIterable<Batch> =>
    stages.reduce((rows, { operator }, index) => {
      const next = operator(rows, filtering(run));
      if (index !== order || run.settings.eventOrder !== "time-desc") return next;
      return newestFirst(next, run, index === stages.length - 1 ? whole : undefined);
    }, input);
  return {
    stages,
    run: (run, whole) => chain(reads ? run.events() : noRows(), run, orderAt, whole),
    operator: (input, run) => chain(input, run, -1),
  };
}

/** A pipeline within the one that is explained filters as ever: what a subsearch gives decides about the event. */
function filtering(run: RunContext): RunContext {
  return run.passAll === true ? { ...run, passAll: false } : run;
}

function lossOf(stage: Stage, state: CompileState): (() => LossReason) | undefined {
  const loss = state.environment.dialect.command(stage.command)?.loss;
  if (stage.status !== "known" || loss === undefined) return undefined;
  const silent = { ...state, clause: undefined, condition: undefined, report() {} };
  return () => loss(stage.args, planContext(stage, silent));
}

/** Whether the rows of a pipeline are events of the samples: its first command is a search. */
function readsEvents({ stages }: Pipeline, state: CompileState): boolean {
  const [first] = stages;
  return first !== undefined && state.environment.dialect.command(first.command)?.name === "search";
}

const nothing: Operator = () => noRows();

function stageOperator(stage: Stage, state: CompileState): Operator {
  const definition = state.environment.dialect.command(stage.command);
  // What is wrong with an unknown command, a macro that is not defined or a gap is said by those who found it.
  if (stage.status !== "known" || definition === undefined) return nothing;
  const { plan } = definition;
  switch (plan.kind) {
    case "no-op":
      return noOp(stage, definition, plan.because);
    case "refused":
      state.report({
        code: "unsupported-command",
        span: stage.nameSpan ?? stage.span,
        severity: "error",
        message: `${definition.name} is not run here: ${plan.because}.`,
      });
      return nothing;
    case "run": {
      const inserted = argumentSubsearches(stage);
      if (inserted.length > 0) return insertedStage(stage, inserted, state);
      const ctx = planContext(stage, state);
      const own = plan.plan(stage.args, ctx);
      // What the command has to say of a number itself is said in its own words.
      const operator = isRefusal(own) ? own : (argumentRefusal(stage, definition) ?? own);
      if (!isRefusal(operator)) return operator;
      state.report({ code: operator.code, span: operator.span, severity: "error", message: operator.refused });
      return nothing;
    }
  }
}

function insertedStage(stage: Stage, inserted: readonly Subsearch[], state: CompileState): Operator {
  const subsearches = inserted.map((sub) => {
    const search = compilePipeline(sub.pipeline, { ...state, condition: undefined });
    return { sub, rows: (run: RunContext) => collect(search.run(run), run) };
  });
  return withArgumentText(subsearches, planContext(stage, state));
}

function noOp(stage: Stage, { name }: CommandDefinition, because: string): Operator {
  return (input, run) => {
    run.problem({
      code: "no-op-command",
      severity: "warning",
      message: `${name} has no effect here, rows pass unchanged: ${because}.`,
      span: stage.nameSpan ?? stage.span,
    });
    return passRows(input, run);
  };
}
