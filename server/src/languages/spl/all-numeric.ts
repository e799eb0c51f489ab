import { isMulti, looksNumeric, type Value } from "#events/value.ts";
import type { Accumulator } from "#runtime/accumulator.ts";
import type { Aggregate } from "#runtime/grouping.ts";
import type { Aggregation } from "#syntax/spl/ast.ts";

/** Aggregations that allnum=t does not concern: they count or keep values as they are. */
const ANY_VALUE = new Set([
  ...["count", "c", "dc", "distinct_count", "estdc", "estdc_error", "values", "list", "first", "last", "mode"],
  ...["earliest", "latest", "earliest_time", "latest_time"],
]);

function isNumeric(value: Value): boolean {
  if (typeof value === "number") return true;
  if (typeof value === "string") return looksNumeric(value);
  return isMulti(value) && value.every(looksNumeric);
}

/**
 * The change that `allnum=t` makes: a numeric aggregation has a result only when every value that it met is a number.
 */
export function allNumeric(aggregations: readonly Aggregation[]): (aggregate: Aggregate, place: number) => Aggregate {
  return (aggregate, place) => {
    const name = aggregations[place]?.name;
    if (name === undefined || ANY_VALUE.has(name)) return aggregate;
    return {
      ...aggregate,
      accumulator: (run) => onlyNumbers(aggregate.accumulator(run)),
    };
  };
}

function onlyNumbers(inner: Accumulator): Accumulator {
  let others = 0;
  return {
    add(value, row) {
      if (!isNumeric(value)) others++;
      inner.add(value, row);
    },
    remove(value) {
      if (!isNumeric(value)) others--;
      return inner.remove?.(value) ?? false;
    },
    result: () => (others === 0 ? inner.result() : null),
    sliding: () => onlyNumbers(inner.sliding?.() ?? inner),
  };
}
