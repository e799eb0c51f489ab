import { wildcardCount } from "#events/field-pattern.ts";
import type { CompiledAggregationPlan, PlanContext, Refusal } from "#semantics/dialect.ts";
import { isRefusal } from "#semantics/dialect.ts";
import type { Aggregation, FieldRef } from "#syntax/spl/ast.ts";
import { refuse } from "./refuse.ts";

/** The name of the field that an aggregation gives. */
export function outputName(aggregation: Aggregation): string {
  return aggregation.as?.name ?? aggregation.written;
}

/** What is wrong with the BY fields and names of aggregations, by stats' own rules; undefined when nothing is. */
function namesProblem(aggregations: readonly Aggregation[], by: readonly FieldRef[]): Refusal | undefined {
  const keys = new Set<string>();
  for (const ref of by) {
    if (keys.has(ref.name)) return refuse("E-BYTWICE", ref.span, `Repeated group-by field '${ref.name}'.`);
    keys.add(ref.name);
  }
  const named = new Map<string, string>();
  for (const aggregation of aggregations) {
    const wrong = nameProblem(aggregation, keys, named);
    if (wrong !== undefined) return wrong;
    named.set(outputName(aggregation), written(aggregation));
  }
  return undefined;
}

/** The aggregation with its name, without spaces: what two of one name must agree in to be the same. */
function written({ written: call, as }: Aggregation): string {
  return `${call} ${as?.name ?? ""}`;
}

function nameProblem(
  aggregation: Aggregation,
  keys: ReadonlySet<string>,
  named: ReadonlyMap<string, string>,
): Refusal | undefined {
  const { as } = aggregation;
  if (aggregation.isEval && as === undefined) {
    return refuse(
      "E-EVALAS",
      aggregation.span,
      `You must specify a rename for the aggregation specifier on the dynamically evaluated field '${aggregation.written}'.`,
    );
  }
  const name = outputName(aggregation);
  const at = (as ?? aggregation).span;
  if (keys.has(name)) {
    return refuse("E-NAMECONFLICT", at, `The output field '${name}' cannot have the same name as a group-by field.`);
  }
  const other = named.get(name);
  if (other !== undefined && (as !== undefined || other !== written(aggregation))) {
    return refuse("E-DUPAS", at, `The name '${name}' is given to more than one aggregation.`);
  }
  if (as === undefined || aggregation.argument?.kind === "macro-call") return undefined;
  const pattern = argumentPattern(aggregation);
  if (wildcardCount(pattern) === wildcardCount(as.name)) return undefined;
  return refuse(
    "E-STATSWC",
    as.span,
    `The number of wildcards between field specifier '${pattern}' and rename specifier '${as.name}' do not match.`,
  );
}

/** The field that an aggregation is over, with its wildcards; `*` where one is needed and not written (`stats avg`). */
function argumentPattern({ argument, name, inner, written: call }: Aggregation): string {
  if (argument?.kind === "field") return argument.wildcard ? argument.name : "";
  const overAll = argument === undefined && inner === undefined && !call.includes("(") && !COUNTS.has(name);
  return overAll ? "*" : "";
}

/** The names of the aggregation that needs no argument. */
const COUNTS: ReadonlySet<string> = new Set(["count", "c"]);

/**
 * The plans of a stage's aggregations in order, or the first reason why they cannot run. `by` is undefined without BY
 * clause, empty when the clause names no field; `keys` counts the items of the clause where not all are fields.
 */
export function planAggregations(
  aggregations: readonly Aggregation[] | undefined,
  by: readonly FieldRef[] | undefined,
  ctx: PlanContext,
  keys = by?.length,
): readonly CompiledAggregationPlan[] | Refusal {
  if (keys === 0) {
    return refuse("E-BYNONE", ctx.stage.span, "You must specify at least one field after 'by'.");
  }
  if (aggregations === undefined || aggregations.length === 0) {
    return refuse("E-STATSARG", ctx.stage.span, `The ${ctx.stage.command} command needs at least one aggregation.`);
  }
  const wrong = namesProblem(aggregations, by ?? []);
  if (wrong !== undefined) return wrong;
  const plans: CompiledAggregationPlan[] = [];
  for (const aggregation of aggregations) {
    const plan = ctx.aggregation(aggregation);
    if (isRefusal(plan)) return plan;
    plans.push(plan);
  }
  return plans;
}
