import type { Span } from "#base/span.ts";
import type { Batch } from "#events/batch.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";

/** A stage of the outermost pipeline; spans are in the analytic's own text. */
export interface RunStage {
  readonly command: string;
  readonly span: Span;
}

/** A comparison or term at a leaf of a condition. */
export interface RunClause {
  readonly id: number;
  readonly span: Span;
  /** Index of its stage in the outermost pipeline; undefined inside a subsearch. */
  readonly stage: number | undefined;
}

/** How many rows came into and went out of each stage, by its index. */
export interface StageCounts {
  readonly in: Float64Array;
  readonly out: Float64Array;
}

/** A compiled search, as running and explaining it need it. */
export interface RunnableSearch {
  readonly stages: readonly RunStage[];
  readonly clauses: readonly RunClause[];
  /** Runs it over `run.events()` and counts the rows of each stage. */
  run(run: RunContext, counts: StageCounts): AsyncIterable<Batch>;
  /** The stages from the start that treat each row by itself: what can be explained of a single event. */
  readonly rowWise: Operator;
}

/** Counters at zero. */
export function stageCounts(stages: number): StageCounts {
  return { in: new Float64Array(stages), out: new Float64Array(stages) };
}
