import type { AggregationDefinition } from "./dialect/aggregation.ts";
import type { CommandDefinition } from "./dialect/command.ts";
import type { FunctionDefinition } from "./dialect/function.ts";

export type * from "./dialect/aggregation.ts";
export type * from "./dialect/command.ts";
export type * from "./dialect/examples.ts";
export type * from "./dialect/flow-context.ts";
export type * from "./dialect/function.ts";
export type * from "./dialect/plan-context.ts";
export * from "./dialect/refusal.ts";

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
