import type { Span } from "#base/span.ts";
import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { Limits } from "./limits.ts";
import type { Settings } from "./settings.ts";

/** Something that a run has to say: a limit hit, a lookup that is missing, a command that did nothing here. */
export interface RunProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** Where in the analytic's text, when it concerns a place. */
  readonly span?: Span;
}

/** What a clause saw in one event, told by an explaining run. */
export interface ClauseTrace {
  readonly clause: number;
  /** null: the comparison had no answer, since a field is absent. */
  readonly truth: boolean | null;
  readonly field: string | null;
  readonly value: Value;
  /** The part of the value's text that made a pattern hold, when one did. */
  readonly matched?: Span;
  /** What the clause asks for, in words, where only the run can tell: the window of a time term, what a subsearch gave. */
  readonly wanted?: string;
  /** A regular expression found nothing, but would if case did not count. */
  readonly caseDiffers?: true;
  /** All fields that the clause reads with their values in the row, when they are several. */
  readonly reads?: readonly (readonly [name: string, value: Value])[];
}

/** What one run shares with all its operators. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly limits: Limits;
  readonly settings: Settings;
  /** Epoch seconds; fixed for the whole run. */
  readonly now: number;
  /** How often each clause held, by clause id. */
  readonly clauseHits: Uint32Array;
  /** Rows that came into and went out of each stage of the outermost pipeline: in at 2·stage, out at 2·stage + 1. */
  readonly stageRows?: Uint32Array;
  /**
   * Ask every clause in every row that reaches its stage, also where an earlier one has decided: the counts are then those of the
   * clauses themselves, whatever their order.
   */
  readonly everyClause?: boolean;
  /** Present in an explaining run: every clause then tells what it saw, and nothing is short-circuited. */
  readonly trace?: (row: Row, trace: ClauseTrace) => void;
  /** Filters that only test rows let every row pass; an explaining run then sees each clause in each event. */
  readonly passAll?: boolean;
  /** Sees the rows that go into and come out of each stage of the outermost pipeline; they change later, so copy what you keep. */
  readonly observe?: (stage: number, side: "in" | "out", rows: Batch) => void;
  /** The events of the samples, from their start, for a base search. Each call reads anew. */
  events(): AsyncIterable<Batch>;
  /** Says something once per (code, span). */
  problem(problem: RunProblem): void;
  /** A number in [0, 1), from the run's seed. */
  random(): number;
}
