import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { AggregationExample } from "./examples.ts";

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

/** What collects the values of one group. */
export interface AccumulatorLike {
  add(value: Value, row: Row): void;
  result(): Value;
  /** Takes back the value that was added longest ago; false when that is not exact. Without it windows are computed anew. */
  remove?(value: Value): boolean;
  /** A fresh one for a window that slides, which can take back and may need more memory. */
  sliding?(): AccumulatorLike;
}
