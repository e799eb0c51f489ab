import type { Span } from "#base/span.ts";
import { partsMatch, type TextMatch } from "./text-match.ts";

/**
 * Compiles a LIKE pattern: the whole text, case-sensitive, `%` any run of characters, `_` one character. There is no escape:
 * a backslash is a character like any other (SPL reference 2.2.3).
 */
export function likeMatch(pattern: string): TextMatch {
  return pattern.includes("_") ? withSingles(pattern) : partsMatch(pattern.split("%"), false);
}

function withSingles(pattern: string): TextMatch {
  const test = (subject: string): boolean => matches(pattern, subject);
  const openStart = pattern.startsWith("%");
  const openEnd = pattern.endsWith("%");
  return {
    ignoreCase: false,
    test,
    find: (subject) => (test(subject) ? innerPart(pattern, subject, openStart, openEnd) : null),
  };
}

/** Two pointers with a return to the last `%`: at most length × length steps. */
function matches(pattern: string, subject: string): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < subject.length) {
    const c = pattern[p];
    if (c === "%") {
      star = p++;
      mark = s;
    } else if (c === "_") {
      p++;
      s += characterLength(subject, s);
    } else if (c !== undefined && c === subject[s]) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      mark += characterLength(subject, mark);
      s = mark;
    } else return false;
  }
  while (pattern[p] === "%") p++;
  return p === pattern.length;
}

/** A character beyond the basic plane is two units. */
function characterLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1;
}

/** The first part that the pattern without its outer `%` takes, as short as it can be. */
function innerPart(pattern: string, subject: string, openStart: boolean, openEnd: boolean): Span {
  const inner = pattern.replace(/^%+/, "").replace(/%+$/, "");
  let start = 0;
  const fromStart = openEnd ? `${inner}%` : inner;
  while (openStart && start < subject.length && !matches(fromStart, subject.slice(start))) start++;
  let end = openEnd ? start : subject.length;
  while (end < subject.length && !matches(inner, subject.slice(start, end))) end++;
  return { start, end };
}
