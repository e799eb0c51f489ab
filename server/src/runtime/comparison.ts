import { compareScalars, compareText, type Relation, relationHolds, type Scalar, scalarsOf } from "#events/compare.ts";
import { isMulti, looksNumeric, toText, type Value } from "#events/value.ts";
import type { Expression, Predicate } from "./predicate.ts";

/** How values of eval and where expressions are compared. */
export interface ComparisonRules {
  /** Compare as texts even if both look numeric: two texts for certain, or a setting. */
  readonly textOnly: boolean;
  /** What `!=` means for several values. */
  readonly mvNotEquals: "any-differs" | "none-equals";
}

/**
 * A comparison of where and eval (SPL reference 2.2.1): numeric if both sides look numeric, otherwise by code unit; null if a
 * side is null; with several values it holds if it holds for any of them. `constant` is the right side when it never changes.
 */
export function comparison(
  relation: Relation,
  left: Expression,
  right: Expression,
  rules: ComparisonRules,
  constant: Value | undefined,
): Predicate {
  if (typeof constant === "string" && (relation === "=" || relation === "!=")) {
    return equalityWith(constant, relation === "=", left, rules);
  }
  if (typeof constant === "number" && !rules.textOnly) return numericWith(relation, constant, left, rules);
  return (row) => compareValues(relation, left(row), right(row), rules);
}

/** One comparison of two values; null when there is no answer. */
export function compareValues(relation: Relation, a: Value, b: Value, rules: ComparisonRules): boolean | null {
  if (a === null || b === null) return null;
  if (!isMulti(a) && !isMulti(b)) return relates(relation, scalar(a), scalar(b), rules);
  if (relation === "!=" && rules.mvNotEquals === "none-equals") return !anyRelates("=", a, b, rules);
  return anyRelates(relation, a, b, rules);
}

function anyRelates(relation: Relation, a: Value, b: Value, rules: ComparisonRules): boolean {
  const rights = scalarsOf(b);
  return scalarsOf(a).some((x) => rights.some((y) => relates(relation, x, y, rules)));
}

function relates(relation: Relation, a: Scalar, b: Scalar, rules: ComparisonRules): boolean {
  const order = rules.textOnly ? compareText(toText(a) ?? "", toText(b) ?? "") : compareScalars(a, b);
  return relationHolds(relation, order);
}

function scalar(value: string | number | boolean): Scalar {
  return typeof value === "boolean" ? (toText(value) ?? "") : value;
}

/** Equality with a text that never changes: most comparisons of real searches. */
function equalityWith(constant: string, equal: boolean, left: Expression, rules: ComparisonRules): Predicate {
  const number = !rules.textOnly && looksNumeric(constant) ? Number(constant) : null;
  const same = (value: string): boolean =>
    value === constant || (number !== null && looksNumeric(value) && Number(value) === number);
  return (row) => {
    const value = left(row);
    if (typeof value === "string") return same(value) === equal;
    if (value === null) return null;
    return compareValues(equal ? "=" : "!=", value, constant, rules);
  };
}

function numericWith(relation: Relation, constant: number, left: Expression, rules: ComparisonRules): Predicate {
  return (row) => {
    const value = left(row);
    if (value === null) return null;
    const number = typeof value === "number" ? value : typeof value === "string" && looksNumeric(value) ? +value : null;
    if (number === null) return compareValues(relation, value, constant, rules);
    return relationHolds(relation, number === constant ? 0 : number < constant ? -1 : 1);
  };
}
