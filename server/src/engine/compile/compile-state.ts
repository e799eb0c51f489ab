import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { TimeRange } from "#events/time-range.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Environment } from "#semantics/environment.ts";
import type { Pipeline } from "#syntax/spl/ast.ts";
import type { ConditionTree } from "./condition-tree.ts";

/** A clause of a search: a comparison or term that is counted. `stage` is that of the outermost pipeline which holds it. */
export interface CompiledClause {
  readonly id: number;
  readonly span: Span;
  readonly stage: number;
}

/** What compiling one text shares: where problems and clauses go, and which text each pipeline stands in. */
export interface CompileState {
  readonly environment: Environment;
  /** The text that spans refer to. */
  readonly text: string;
  readonly report: (problem: Problem) => void;
  /** A new clause; undefined while a run goes on, when none can be added. */
  readonly clause: ((span: Span) => number) | undefined;
  /** Takes the conditions of the outermost pipeline; undefined inside subsearches. */
  readonly condition: ((tree: ConditionTree) => void) | undefined;
  /** The run, while one goes on. */
  readonly run: RunContext | undefined;
  /** The time range of the search that the stages belong to; undefined before one has begun. */
  readonly timeRange?: (run: RunContext) => TimeRange;
  /** Texts of pipelines that were parsed from other texts than this one. */
  readonly texts: WeakMap<Pipeline, string>;
  /** How many searches from other texts (saved searches, templates) lead to this one. */
  readonly depth: number;
  /** How many such searches were compiled in all. */
  readonly others: { count: number };
}

/** The number of a clause that is not counted: beyond the end of every table. */
export const UNCOUNTED = 0xffff_ffff;
