import type { FieldSet } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import type { Operator } from "#runtime/operator.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { StageArgs } from "#syntax/spl/ast.ts";
import type { CommandGrammar } from "#syntax/spl/grammar.ts";
import type { CommandExample } from "./examples.ts";
import type { FlowContext } from "./flow-context.ts";
import type { PlanContext } from "./plan-context.ts";
import type { Refusal } from "./refusal.ts";

/** Splunk's six command types. */
export type CommandType =
  | "distributable streaming"
  | "centralized streaming"
  | "transforming"
  | "generating"
  | "orchestrating"
  | "dataset processing";

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
