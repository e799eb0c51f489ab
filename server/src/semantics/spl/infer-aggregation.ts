import { type FieldInfo, type FieldSet, type Provenance, UNKNOWN_FIELD } from "#events/field-set.ts";
import type { Aggregation } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { type InferContext, inferExpression } from "./infer.ts";

/** Aggregations whose result is one of the values, or a list of them. */
const KEEPS_VALUES: ReadonlySet<string> = new Set([
  "first",
  "last",
  "earliest",
  "latest",
  "min",
  "max",
  "mode",
  "values",
  "list",
]);

/** What an aggregation gives for a group of rows. */
export function inferAggregation(aggregation: Aggregation, before: FieldSet, ctx: InferContext): FieldInfo {
  const definition = ctx.aggregation(aggregation.name);
  const { argument } = aggregation;
  const from =
    argument === undefined || argument.kind === "prefix"
      ? []
      : argument.kind === "field"
        ? [argument.name]
        : expressionFields(argument);
  const provenance: Provenance = { kind: "aggregation", span: aggregation.span, from };
  if (definition === undefined) return { ...UNKNOWN_FIELD, provenance };
  const value = argumentInfo(argument, before, ctx);
  const keeps = KEEPS_VALUES.has(aggregation.name) && value !== undefined;
  const { returns } = definition;
  const list = returns === "multivalue";
  return {
    ...UNKNOWN_FIELD,
    presence: definition.always || value === undefined ? "definite" : presenceOf(value, returns),
    type: returns === "number" || returns === "string" ? returns : keeps && !list ? value.type : "any",
    multivalue: list ? "always" : "never",
    provenance,
    ...(keeps ? { casing: value.casing, domain: value.domain } : {}),
    ...(keeps && value.content !== undefined ? { content: value.content } : {}),
  };
}

/** A sum or mean of values of which none is a number is null. */
function presenceOf(value: FieldInfo, returns: string): FieldInfo["presence"] {
  return value.presence === "definite" && returns === "number" && value.type !== "number" ? "maybe" : value.presence;
}

function argumentInfo(argument: Aggregation["argument"], before: FieldSet, ctx: InferContext): FieldInfo | undefined {
  if (argument === undefined || argument.kind === "prefix") return undefined;
  return argument.kind === "field" ? ctx.field(before, argument.name) : inferExpression(argument, before, ctx);
}
