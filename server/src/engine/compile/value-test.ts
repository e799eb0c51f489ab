import type { Span } from "#base/span.ts";
import { compileCidr, looksLikeCidr } from "#events/cidr.ts";
import { compareText, relationHolds } from "#events/compare.ts";
import { looksNumeric } from "#events/value.ts";
import type { TextMatch } from "#runtime/text-match.ts";
import { wildcardMatch } from "#runtime/text-match.ts";
import type { SearchOp, SearchValue } from "#syntax/spl/ast.ts";

/** The test of one value of a field in a search comparison, and the part of it that made the test hold. */
export interface ValueTest {
  test(text: string): boolean;
  find(text: string): Span | null;
}

/** How a field's values are folded; shared by all comparisons of the field. */
export type Fold = (text: string) => string;

/** `=` with a literal: ignoring case unless CASE() says otherwise, `*` as wildcard, an address block (SPL reference 2.1). */
export function equalTest(value: SearchValue, fold: Fold): ValueTest {
  const match = wildcardMatch(value.text, value.directive !== "CASE");
  const pattern = patternTest(match, fold);
  const block = looksLikeCidr(value.text) ? compileCidr(value.text) : null;
  if (block === null) return pattern;
  return {
    test: (text) => block(text) || pattern.test(text),
    find: (text) => (block(text) ? { start: 0, end: text.length } : pattern.find(text)),
  };
}

/** A text pattern on folded or plain text; places in folded text are those in the text when the lengths agree. */
export function patternTest(match: TextMatch, fold: Fold): ValueTest {
  if (!match.ignoreCase) return { test: match.test, find: match.find };
  return {
    test: (text) => match.test(fold(text)),
    find: (text) => {
      const folded = fold(text);
      const found = match.find(folded);
      if (found === null || folded.length === text.length) return found;
      return { start: 0, end: text.length };
    },
  };
}

/** `<` and its kin: numeric if both sides are numbers, otherwise by code unit. */
export function orderTest(op: Exclude<SearchOp, "=" | "!=">, value: SearchValue): ValueTest {
  const { text: limit } = value;
  const number = looksNumeric(limit) ? Number(limit) : null;
  const test = (text: string): boolean => {
    if (number === null || !looksNumeric(text)) return relationHolds(op, compareText(text, limit));
    const own = Number(text);
    return relationHolds(op, own === number ? 0 : own < number ? -1 : 1);
  };
  return { test, find: (text) => (test(text) ? { start: 0, end: text.length } : null) };
}

/** IN: any of the values; those without wildcards and blocks by one look-up. */
export function anyTest(values: readonly SearchValue[], fold: Fold): ValueTest {
  const plain = new Set<string>();
  const others: ValueTest[] = [];
  for (const value of values) {
    const simple = !value.text.includes("*") && value.directive !== "CASE" && !looksLikeCidr(value.text);
    if (simple) plain.add(value.text.toLowerCase());
    else others.push(equalTest(value, fold));
  }
  const isPlain = (text: string): boolean => plain.size > 0 && plain.has(fold(text));
  return {
    test: (text) => {
      if (isPlain(text)) return true;
      for (const other of others) if (other.test(text)) return true;
      return false;
    },
    find: (text) => {
      if (isPlain(text)) return { start: 0, end: text.length };
      for (const other of others) {
        const found = other.find(text);
        if (found !== null) return found;
      }
      return null;
    },
  };
}
