import type { Span } from "#base/span.ts";

/**
 * A compiled text pattern. A pattern that ignores case is made of folded text and wants folded subjects
 * (`foldCase`), so that a field is folded once for all its patterns.
 */
export interface TextMatch {
  readonly ignoreCase: boolean;
  test(subject: string): boolean;
  /** The part of a matching subject that the literal text of the pattern took; null when it does not match. */
  find(subject: string): Span | null;
}

/** Compiles a pattern in which `*` stands for any run of characters (SPL reference 1.5); the whole subject must match. */
export function wildcardMatch(pattern: string, ignoreCase: boolean): TextMatch {
  return partsMatch((ignoreCase ? pattern.toLowerCase() : pattern).split("*"), ignoreCase);
}

/**
 * A match of literal parts with any run of characters between them: the first at the beginning, the last at the end, the rest
 * in order. Finding the earliest place for each part is enough, so the cost is linear.
 */
export function partsMatch(written: readonly string[], ignoreCase: boolean): TextMatch {
  const parts = written.filter((part, i) => part !== "" || i === 0 || i === written.length - 1);
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (written.length === 1) return exact(first, ignoreCase);
  if (parts.length === 2) {
    if (first === "" && last === "") return anything(ignoreCase);
    if (last === "") return prefix(first, ignoreCase);
    if (first === "") return suffix(last, ignoreCase);
  }
  const middle = parts[1] ?? "";
  if (parts.length === 3 && first === "" && last === "") return contains(middle, ignoreCase);
  return inOrder(parts, ignoreCase);
}

function anything(ignoreCase: boolean): TextMatch {
  return { ignoreCase, test: () => true, find: (subject) => ({ start: 0, end: subject.length }) };
}

function exact(text: string, ignoreCase: boolean): TextMatch {
  return {
    ignoreCase,
    test: (subject) => subject === text,
    find: (subject) => (subject === text ? { start: 0, end: text.length } : null),
  };
}

function prefix(text: string, ignoreCase: boolean): TextMatch {
  return {
    ignoreCase,
    test: (subject) => subject.startsWith(text),
    find: (subject) => (subject.startsWith(text) ? { start: 0, end: text.length } : null),
  };
}

function suffix(text: string, ignoreCase: boolean): TextMatch {
  return {
    ignoreCase,
    test: (subject) => subject.endsWith(text),
    find: (subject) => (subject.endsWith(text) ? { start: subject.length - text.length, end: subject.length } : null),
  };
}

function contains(text: string, ignoreCase: boolean): TextMatch {
  return {
    ignoreCase,
    test: (subject) => subject.includes(text),
    find: (subject) => {
      const start = subject.indexOf(text);
      return start < 0 ? null : { start, end: start + text.length };
    },
  };
}

function inOrder(parts: readonly string[], ignoreCase: boolean): TextMatch {
  const find = (subject: string): Span | null => {
    const first = parts[0] ?? "";
    const last = parts.at(-1) ?? "";
    const end = subject.length - last.length;
    if (!subject.startsWith(first) || !subject.endsWith(last)) return null;
    let at = first.length;
    let start = first === "" ? -1 : 0;
    let stop = at;
    for (let i = 1; i < parts.length - 1; i++) {
      const part = parts[i] ?? "";
      const found = subject.indexOf(part, at);
      if (found < 0) return null;
      if (start < 0) start = found;
      at = found + part.length;
      stop = at;
    }
    if (at > end) return null;
    return { start: Math.max(start, 0), end: last === "" ? stop : subject.length };
  };
  return { ignoreCase, test: (subject) => find(subject) !== null, find };
}
