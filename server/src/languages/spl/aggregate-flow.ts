import { fieldPattern, fillPattern } from "#events/field-pattern.ts";
import { type FieldInfo, type FieldSet, openFields, UNKNOWN_FIELD, withFields } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import type { FlowContext } from "#semantics/dialect.ts";
import type { Aggregation, FieldRef } from "#syntax/spl/ast.ts";
import { outputName } from "./aggregate-plan.ts";

/** Fields that a stage makes; `complete` is false when there may be others. */
export interface MadeFields {
  readonly fields: readonly (readonly [string, FieldInfo])[];
  readonly complete: boolean;
}

/** A group field after grouping: there for certain, one value. */
export function groupField(before: FieldSet, name: string, ctx: FlowContext): FieldInfo {
  const { presenceByKind: _unused, ...info } = ctx.field(before, name);
  return { ...info, presence: "definite", multivalue: "never" };
}

/** The fields that aggregations give; arguments with wildcards stand for the fields known to fit. */
export function aggregateFields(
  aggregations: readonly Aggregation[] | undefined,
  before: FieldSet,
  ctx: FlowContext,
): MadeFields {
  const fields: (readonly [string, FieldInfo])[] = [];
  let complete = true;
  for (const aggregation of aggregations ?? []) {
    const info = ctx.inferAggregation(aggregation, before);
    const { argument } = aggregation;
    if (argument?.kind !== "field" || !argument.wildcard) {
      fields.push([outputName(aggregation), info]);
      continue;
    }
    const known = ctx.matching(before, argument.name);
    const pattern = fieldPattern(argument.name);
    complete &&= known.complete;
    for (const name of known.names) {
      const output = fillPattern(outputName(aggregation), pattern.capture(name) ?? []);
      fields.push([output, { ...UNKNOWN_FIELD, type: info.type, provenance: { ...info.provenance, from: [name] } }]);
    }
  }
  return { fields, complete };
}

/** BY fields and aggregations together, as stats leaves them. */
export function groupedFields(
  by: readonly FieldRef[] | undefined,
  aggregations: readonly Aggregation[] | undefined,
  before: FieldSet,
  ctx: FlowContext,
): MadeFields {
  const keys = (by ?? []).map((ref) => [ref.name, groupField(before, ref.name, ctx)] as const);
  const made = aggregateFields(aggregations, before, ctx);
  return { fields: [...keys, ...made.fields], complete: made.complete };
}

/**
 * The fields of rows to which aggregations are added, as eventstats and streamstats do: perhaps only where all BY fields are.
 * `always`: every row that has them gets the new ones.
 */
export function addedAggregates(
  args: { readonly aggregations: readonly Aggregation[] | undefined; readonly by: readonly FieldRef[] | undefined },
  always: boolean,
  before: FieldSet,
  ctx: FlowContext,
): FieldSet {
  const made = aggregateFields(args.aggregations, before, ctx);
  const isSure = always && (args.by ?? []).every((ref) => ctx.field(before, ref.name).presence === "definite");
  const added = made.fields.map(([name, info]): readonly [string, FieldInfo] => {
    if (info.presence === "definite" && isSure) return [name, info];
    return [name, perhapsWritten(ctx.field(before, name), { ...info, presence: "maybe" })];
  });
  const after = withFields(before, added);
  return made.complete ? after : openFields(after);
}
