import { fieldPattern, fillPattern } from "#events/field-pattern.ts";
import { isMulti, type Value } from "#events/value.ts";
import { rawPrefix } from "#languages/spl/raw-prefix.ts";
import type { AccumulatorFactory } from "#runtime/accumulator.ts";
import type { Prepared } from "#runtime/operator.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { AggregationDefinition, CompiledAggregationPlan, Dialect, Refusal } from "#semantics/dialect.ts";
import { isRefusal } from "#semantics/dialect.ts";
import type { Aggregation, EvalExpr } from "#syntax/spl/ast.ts";

/** What compiling an aggregation may ask for. */
export interface AggregationServices {
  readonly dialect: Dialect;
  readonly command: string;
  expression(expr: EvalExpr): Prepared<Expression>;
}

/** The running form of an aggregation of stats and its kin, or why it cannot run. */
export function compileAggregation(
  aggregation: Aggregation,
  services: AggregationServices,
): CompiledAggregationPlan | Refusal {
  const { name, param, written, as, span } = aggregation;
  const found = services.dialect.aggregation(param === undefined ? name : `${name}${param}`);
  if (found === undefined) {
    const message = `The aggregation specifier '${written}' is invalid. The aggregation specifier must be in [func_name]([key]) format.`;
    return { refused: message, code: "E-AGGSPEC", span };
  }
  const { definition } = found;
  if (definition.only !== undefined && !definition.only.includes(services.command)) {
    const message = `'${definition.name}' can be used in ${definition.only.join(", ")} only.`;
    return { refused: message, code: "E-AGGSPEC", span };
  }
  const accumulator = accumulatorOf(aggregation, definition, found.param, services);
  if (isRefusal(accumulator)) return accumulator;
  const base = {
    output: as?.name ?? written,
    ...(definition.perSeconds === undefined ? {} : { perSeconds: definition.perSeconds }),
  };
  const plan = (output: string, argument: Prepared<Expression>): CompiledAggregationPlan => ({
    ...base,
    output,
    prepare: async (run) => ({ output, argument: await argument(run), accumulator }),
  });
  const pattern = wildcardOf(aggregation, definition);
  if (pattern !== undefined) {
    const parts = fieldPattern(pattern, { internal: true });
    const outputPattern = as?.name ?? (written.includes("(") ? written : `${written}(*)`);
    return {
      ...plan(base.output, () => () => null),
      wildcard: {
        pattern,
        outputPattern,
        of: (field) => plan(fillPattern(outputPattern, parts.capture(field) ?? []), () => (row) => row.get(field)),
      },
    };
  }
  const argument = argumentOf(aggregation, definition, services);
  return isRefusal(argument) ? argument : plan(base.output, argument);
}

/** The pattern of an argument with wildcards; an aggregation that lacks its argument is over all fields (`stats avg`). */
function wildcardOf({ argument, inner, written }: Aggregation, definition: AggregationDefinition): string | undefined {
  if (argument?.kind === "field" && argument.wildcard) return argument.name;
  if (argument !== undefined || inner !== undefined || written.includes("(")) return undefined;
  return definition.argument === "required" ? "*" : undefined;
}

function accumulatorOf(
  aggregation: Aggregation,
  definition: AggregationDefinition,
  param: number | undefined,
  services: AggregationServices,
): AccumulatorFactory | Refusal {
  const { inner, innerSpan } = aggregation;
  const { startOver } = definition;
  if (inner === undefined || startOver === undefined) return (run) => definition.start(param, run);
  const over = services.dialect.aggregation(inner.param === undefined ? inner.name : `${inner.name}${inner.param}`);
  if (over === undefined) {
    return { refused: `The aggregation specifier '${inner.written}' is invalid.`, code: "E-AGGSPEC", span: inner.span };
  }
  return (run) => startOver(() => over.definition.start(over.param, run), innerSpan?.text, run);
}

const EVERY_ROW: Expression = () => true;

function argumentOf(
  aggregation: Aggregation,
  definition: AggregationDefinition,
  services: AggregationServices,
): Prepared<Expression> | Refusal {
  const { argument, isEval, written, span, inner } = aggregation;
  if (argument === undefined) {
    const counts = inner !== undefined || definition.argument !== "required";
    if (counts) return () => EVERY_ROW;
    return { refused: `The aggregation '${written}' needs a field.`, code: "E-AGGSPEC", span };
  }
  if (argument.kind === "field") {
    const { name } = argument;
    return () => (row) => row.get(name);
  }
  if (argument.kind === "prefix") {
    const value = rawPrefix(argument.text);
    return () => value;
  }
  if (!isEval) {
    return { refused: `The aggregation specifier '${written}' is invalid.`, code: "E-AGGSPEC", span };
  }
  const prepared = services.expression(argument);
  return async (run) => {
    const value = await prepared(run);
    return (row) => counted(value(row));
  };
}

/** Of a condition only what is true counts; an empty list is nothing. */
function counted(value: Value): Value {
  if (value === false) return null;
  return isMulti(value) && value.length === 0 ? null : value;
}
