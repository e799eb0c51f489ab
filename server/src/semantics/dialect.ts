import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import type { TimeRange } from "#events/time-range.ts";
import type { Value } from "#events/value.ts";
import type { AccumulatorFactory } from "#runtime/accumulator.ts";
import type { Operator, Prepared } from "#runtime/operator.ts";
import type { Expression, Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Precision } from "#runtime/significant-digits.ts";
import type {
  Aggregation,
  DatasetRef,
  EvalExpr,
  Pipeline,
  SearchExpr,
  Stage,
  StageArgs,
  Subsearch,
} from "#syntax/spl/ast.ts";
import type { CommandGrammar } from "#syntax/spl/grammar.ts";
import type { LookupTime } from "./workspace/names.ts";

/** Splunk's six command types. */
export type CommandType =
  | "distributable streaming"
  | "centralized streaming"
  | "transforming"
  | "generating"
  | "orchestrating"
  | "dataset processing";

/** A row of an example: field to text, list of texts, or number (printed as Splunk does). */
export type ExampleRow = Readonly<Record<string, string | number | readonly string[]>>;

/** An executed example of a command: rows in, a stage or pipeline, rows out. */
export interface CommandExample {
  readonly spl: string;
  readonly in?: readonly ExampleRow[];
  readonly out: readonly ExampleRow[];
  /** Lookup tables that the example reads. */
  readonly lookups?: Readonly<Record<string, readonly ExampleRow[]>>;
  /** What the example shows; one sentence. */
  readonly doc?: string;
}

/** What a definition owes to static analysis: the fields after the stage. */
export interface FlowContext {
  readonly catalog: Catalog;
  readonly stage: Stage;
  /** The fields at the end of a subsearch that starts from the events (role argument/term), or from `before` (template). */
  subsearch(sub: Subsearch, before: FieldSet): FieldSet;
  /** What an eval expression gives, where `before` holds. */
  infer(expr: EvalExpr, before: FieldSet): FieldInfo;
  /** What an aggregation gives. */
  inferAggregation(aggregation: Aggregation, before: FieldSet): FieldInfo;
  /** What is known of a field, event kinds included. */
  field(before: FieldSet, name: string): FieldInfo;
  /** The names known at this point that match a pattern with `*`; `complete` when there can be no others. */
  matching(before: FieldSet, pattern: string): { readonly names: readonly string[]; readonly complete: boolean };
  /** The set refined by a condition that rows must meet: search expression or where expression. */
  refineBySearch(before: FieldSet, condition: SearchExpr): FieldSet;
  refineByWhere(before: FieldSet, condition: EvalExpr): FieldSet;
  /** The fields of a lookup table, if it is known. */
  lookupColumns(table: string): readonly string[] | undefined;
  /** The fields of a data model's dataset, unprefixed, if it is known. */
  datasetFields(model: string, dataset: string | undefined): readonly string[] | undefined;
}

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
  report(problem: Problem): void;
  /**
   * The same while a run goes on, for searches whose text is known then only (foreach, map): problems are told to the run, and
   * clauses are not counted.
   */
  during(run: RunContext): PlanContext;
}

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

/** A row that came into a stage and is in none that came out of it. */
export interface LostRow {
  readonly row: Row;
  /** Its place among the rows that came in, from 1. */
  readonly position: number;
  /** The first row that came out of the stage and fulfils a test. Runs the search once more. */
  passed(test: (row: Row) => boolean): Promise<PassedRow | undefined>;
}

/** A row that came out of a stage; `line` is the zero-based line of the sample on which its event begins, when it is of one event. */
export interface PassedRow {
  readonly row: Row;
  readonly line: number | undefined;
}

/** Says in one sentence why a stage lost a row; null when no more can be told than that it did. */
export type LossReason = (lost: LostRow, run: RunContext) => string | null | Promise<string | null>;

/** Why something cannot be run here, at its place. */
export interface Refusal {
  readonly refused: string;
  readonly code: string;
  readonly span: Span;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}

/** How a command behaves with rows. */
export type CommandPlan<A> =
  | { readonly kind: "run"; readonly plan: (args: A, ctx: PlanContext) => Operator | Refusal }
  /** A side effect that is not done here; rows pass unchanged and the run says so. */
  | { readonly kind: "no-op"; readonly because: string }
  /** Cannot be run without a Splunk server or is not modelled; the run is refused at this stage. */
  | { readonly kind: "refused"; readonly because: string };

/** A command, entirely. */
export interface CommandDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: CommandType;
  /** Must be the first command of a search. */
  readonly generating: boolean;
  /** May be the first command of a search as well as a later one. */
  readonly anywhere?: boolean;
  readonly summary: string;
  /** Details beyond the summary: nulls, order, limits. Markdown, own words. */
  readonly details: string;
  readonly grammar: CommandGrammar;
  readonly flow: (args: StageArgs, before: FieldSet, ctx: FlowContext) => FieldSet;
  readonly plan: CommandPlan<StageArgs>;
  /** For a command that loses rows without a condition: says why it lost one. */
  readonly loss?: (args: StageArgs, ctx: PlanContext) => LossReason;
  /** Rows pass one by one and independently, so the stage may run on each event as it comes. */
  readonly rowWise: boolean;
  /** The result does not depend on the order of the rows that come in. */
  readonly orderInsensitive: boolean;
  readonly examples: readonly CommandExample[];
}

/** A parameter of an eval function. */
export interface Parameter {
  readonly name: string;
  readonly type:
    | ("string" | "number" | "boolean" | "any" | "multivalue" | "field" | "json")
    | ("regex" | "time-modifier" | "time-format");
  readonly doc: string;
  readonly optional?: boolean;
  /** May be given any number of times (the last ones of the list, in turn). */
  readonly repeats?: boolean;
}

/** An eval function, entirely. */
export interface FunctionDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category:
    | "comparison"
    | "conversion"
    | "text"
    | "multivalue"
    | "json"
    | "math"
    | "time"
    | "information"
    | "cryptographic";
  readonly summary: string;
  readonly details: string;
  readonly params: readonly Parameter[];
  readonly returns: "string" | "number" | "boolean" | "any" | "multivalue" | "null";
  /** How presence follows from the arguments: absent when any argument is, only when all are, never, or perhaps always. */
  readonly nulls: "any-null" | "all-null" | "never" | "maybe";
  /** Compiles a call. Arguments come prepared as closures, so that conditionals evaluate only what they need. */
  readonly compile: (args: readonly Expression[], call: CallContext) => Expression | Refusal;
  /** The result depends on more than the arguments (the row, chance, the moment), so that a call is never folded. */
  readonly volatile?: boolean;
  /** The characters of the result stand where those of the first argument do (lower, upper). */
  readonly keepsPositions?: boolean;
  /** For a condition: which part of an argument's text made it hold; an explaining run shows it. */
  readonly locate?: {
    /** Index of the argument that is looked at. */
    readonly argument: number;
    readonly find: (args: readonly Expression[], call: CallContext) => (text: string, row: Row) => Span | null;
  };
  readonly examples: readonly FunctionExample[];
}

export interface CallContext {
  readonly run: RunContext;
  readonly nodes: readonly EvalExpr[];
  readonly span: Span;
  /** The static type of an argument: what the parser alone can tell; "unknown" for fields. */
  staticType(index: number): "string" | "number" | "boolean" | "unknown";
  /** The value of an argument that is the same for every row; undefined for others. */
  constant(index: number): Value | undefined;
  /** How precisely an argument is known, from the digits of the numbers and fields in it. */
  precision(index: number): (row: Row) => Precision;
  regex(pattern: string, flags?: string): RegExp | Refusal;
  lookup(name: string): LookupTable | undefined;
  filter(text: string): Predicate | Refusal;
}

/** `eval` is an expression; fields come from `row`; `is` what it gives, null for nothing. */
export interface FunctionExample {
  readonly eval: string;
  readonly row?: ExampleRow;
  readonly is: string | number | boolean | null | readonly string[];
  readonly doc?: string;
}

/** An aggregation, entirely. */
export interface AggregationDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly details: string;
  /** Whether it can stand without argument (`count`). */
  readonly argument: "required" | "optional" | "none";
  /** A number may be part of the name: perc95. */
  readonly parametrised: boolean;
  readonly returns: "number" | "string" | "any" | "multivalue";
  /** Whether the result exists whenever the group does, even if the argument is null throughout (count, dc). */
  readonly always: boolean;
  readonly orderSensitive: boolean;
  /** Where it may be used; all when absent. */
  readonly only?: readonly string[];
  readonly start: (param: number | undefined, run: RunContext) => AccumulatorLike;
  /** For an aggregation over another one (sparkline): makes the accumulator from that one and the written span. */
  readonly startOver?: (inner: () => AccumulatorLike, span: string | undefined, run: RunContext) => AccumulatorLike;
  /** For per_second and its kin: seconds that the sum is scaled to; timechart divides by the length of its spans. */
  readonly perSeconds?: number;
  readonly examples: readonly AggregationExample[];
}

export interface AccumulatorLike {
  add(value: Value, row: Row): void;
  result(): Value;
  /** Takes back the value that was added longest ago; false when that is not exact. Without it windows are computed anew. */
  remove?(value: Value): boolean;
  /** A fresh one for a window that slides, which can take back and may need more memory. */
  sliding?(): AccumulatorLike;
}

/** `agg` over `rows`. */
export interface AggregationExample {
  readonly agg: string;
  readonly rows: readonly ExampleRow[];
  readonly is: string | number | readonly string[] | null;
}

/** The set of definitions in force. Names are looked up in any case. */
export interface Dialect {
  command(name: string): CommandDefinition | undefined;
  function(name: string): FunctionDefinition | undefined;
  aggregation(
    name: string,
  ): { readonly definition: AggregationDefinition; readonly param: number | undefined } | undefined;
  readonly commands: readonly CommandDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly aggregations: readonly AggregationDefinition[];
}
