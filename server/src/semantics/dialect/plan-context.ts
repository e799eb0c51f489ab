import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import type { TimeRange } from "#events/time-range.ts";
import type { AccumulatorFactory } from "#runtime/accumulator.ts";
import type { Operator, Prepared } from "#runtime/operator.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Aggregation, DatasetRef, EvalExpr, Pipeline, SearchExpr, Stage } from "#syntax/spl/ast.ts";
import type { LookupTime } from "../workspace/names.ts";
import type { Refusal } from "./refusal.ts";

/** A table of a lookup with the settings of its definition. */
export interface LookupTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly caseSensitive: boolean;
  readonly matchTypes: ReadonlyMap<string, "exact" | "wildcard" | "cidr">;
  readonly maxMatches: number;
  readonly minMatches: number;
  readonly defaultMatch: string | undefined;
  /** Set when rows count only near their time (transforms.conf: time_field). */
  readonly time?: LookupTime;
}

/** A dataset of a data model as a view on events: null when an event does not belong to it. */
export interface DatasetView {
  readonly model: string;
  /** The name that prefixes its fields: `Processes`. */
  readonly dataset: string;
  /** Names of the datasets above it, which prefix inherited fields; none when absent. */
  readonly ancestors?: readonly string[];
  /** What a run that reads it has to say: which events can belong to it at all. */
  readonly note?: string;
  /** Every field it can give, unprefixed. */
  readonly fields: readonly string[];
  /** The row of an event with unprefixed field names, keeping event and lineage; null when it does not belong. */
  map(row: Row): Row | null;
}

/** The running form of an aggregation. */
export interface CompiledAggregation {
  readonly output: string;
  /** The value that goes into `accumulator.add`, or null when this row has none. */
  readonly argument: Expression;
  readonly accumulator: AccumulatorFactory;
}

/** A search of its own, ready to run. */
export interface CompiledPipeline {
  /** Runs it from its own source (events, or its generating command) and gives its rows. */
  run(run: RunContext): AsyncIterable<readonly Row[]>;
  /** Applies it to given rows (a template). */
  readonly operator: Operator;
}

/** What a definition's `plan` may ask of the compiler. Everything that it returns is compiled once, prepared once a run. */
export interface PlanContext {
  readonly stage: Stage;
  readonly settings: Settings;
  /** The analytic's expanded text, for texts of spans. */
  readonly text: string;
  expression(expr: EvalExpr): Prepared<Expression>;
  /** A three-valued condition of where, if, head: its comparisons become clauses when `clauses` is true. */
  condition(expr: EvalExpr, clauses?: boolean): Prepared<Predicate>;
  /** A search filter; its comparisons and terms become clauses when `clauses` is true. */
  filter(expr: SearchExpr, clauses?: boolean): Prepared<Predicate>;
  /** A new clause at a place, for a command that tests rows by itself: counts in `run.clauseHits`, tells `run.trace`. */
  clause(at: Span): number;
  /** Search or eval text that a command holds in a string: searchmatch, startswith=, iseval, map. */
  parseSearch(text: string, at: Span): SearchExpr;
  parseEval(text: string, at: Span): EvalExpr;
  /** A whole search, or with `template` a pipeline for rows at hand; macros are expanded. */
  parsePipeline(text: string, role?: "search" | "template"): Pipeline;
  aggregation(aggregation: Aggregation): CompiledAggregationPlan | Refusal;
  pipeline(pipeline: Pipeline): CompiledPipeline;
  lookup(name: string): LookupTable | undefined;
  /** Why a lookup that is known has no rows here; undefined when it has rows or is unknown. */
  lookupAbsence(name: string): string | undefined;
  dataset(ref: Pick<DatasetRef, "name" | "dataset">): DatasetView | undefined;
  /** A saved search's text, if the workspace has it. */
  savedSearch(name: string): string | undefined;
  /** A PCRE pattern as a JavaScript one, bounded in each run and saying at `at` when it was given up; or why not. */
  regex(pattern: string, at: Span, flags?: string): ((run: RunContext) => RegExp) | Refusal;
  /** The time range that the search asks for in a run, by its time terms. */
  timeRange(run: RunContext): TimeRange;
  /** Says a problem of the stage, at its place. */
  report(problem: Problem): void;
  /**
   * The same while a run goes on, for searches whose text is known then only (foreach, map): problems are told to the run, and
   * clauses are not counted.
   */
  during(run: RunContext): PlanContext;
}

/** An aggregation of a stage, ready to be prepared for a run. */
export interface CompiledAggregationPlan {
  readonly output: string;
  /** Of the definition: what timechart scales a result to. */
  readonly perSeconds?: number;
  prepare(run: RunContext): CompiledAggregation | Promise<CompiledAggregation>;
  /** For an argument with wildcards (`sum(*delay)`): expands over the fields at hand; undefined otherwise. */
  readonly wildcard?: {
    readonly pattern: string;
    readonly outputPattern: string;
    of(field: string): CompiledAggregationPlan;
  };
}
