import { looksNumeric, toList, toText, type Value } from "#events/value.ts";
import { type ComparisonRules, compareValues } from "./comparison.ts";
import type { Expression, Predicate } from "./predicate.ts";

/** An element of an IN list, with its value when it is the same for every row. */
export interface Element {
  readonly evaluate: Expression;
  readonly constant: Value | undefined;
}

/**
 * `operand IN (elements)` of where and eval, and in(): equality with any element, no wildcards; null for a null operand; a null
 * element equals nothing (SPL reference 2.2.3).
 */
export function membership(operand: Expression, elements: readonly Element[], rules: ComparisonRules): Predicate {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const dynamic: Expression[] = [];
  for (const { evaluate, constant } of elements) {
    if (constant === undefined) dynamic.push(evaluate);
    else for (const text of toList(constant)) addConstant(text, texts, numbers, rules);
  }
  const isConstant = (text: string): boolean =>
    texts.has(text) || (numbers.size > 0 && looksNumeric(text) && numbers.has(Number(text)));
  return (row) => {
    const value = operand(row);
    if (value === null) return null;
    const known =
      typeof value === "object" ? value.some(isConstant) : isConstant(typeof value === "string" ? value : plain(value));
    return known || dynamic.some((element) => compareValues("=", value, element(row), rules) === true);
  };
}

function plain(value: number | boolean): string {
  return toText(value) ?? "";
}

function addConstant(text: string, texts: Set<string>, numbers: Set<number>, rules: ComparisonRules): void {
  texts.add(text);
  if (!rules.textOnly && looksNumeric(text)) numbers.add(Number(text));
}
