import { isMulti, toText, type Value } from "#events/value.ts";
import { likeMatch } from "./like-match.ts";
import type { Expression, Predicate } from "./predicate.ts";
import type { TextMatch } from "./text-match.ts";

/** `text LIKE pattern` and like(): null if a side is; with several values it holds if it holds for any. */
export function likePredicate(text: Expression, pattern: Expression, constant: Value | undefined): Predicate {
  const matchOf = likePattern(pattern, constant);
  return (row) => {
    const value = text(row);
    if (value === null) return null;
    const match = matchOf(row);
    if (match === null) return null;
    if (typeof value === "string") return match.test(value);
    return isMulti(value) ? value.some((each) => match.test(each)) : match.test(toText(value) ?? "");
  };
}

/** The compiled pattern for a row; compiled once if it never changes, otherwise whenever it does. */
export function likePattern(
  pattern: Expression,
  constant: Value | undefined,
): (row: Parameters<Expression>[0]) => TextMatch | null {
  if (constant !== undefined) {
    const text = toText(constant);
    const match = text === null ? null : likeMatch(text);
    return () => match;
  }
  let last: string | null = null;
  let match: TextMatch | null = null;
  return (row) => {
    const text = toText(pattern(row));
    if (text !== last) {
      match = text === null ? null : likeMatch(text);
      last = text;
    }
    return match;
  };
}
