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

/**
 * The first part that the pattern without its outer `%` takes, as short as it can be, of a subject that matches: each piece
 * between `%` at its earliest place, a last one without `%` behind it at the end.
 */
function innerPart(pattern: string, subject: string, openStart: boolean, openEnd: boolean): Span {
  const pieces = pattern.split("%").filter((piece) => piece !== "");
  const [first = "", ...others] = pieces;
  const start = openStart ? firstPlace(first, subject, 0, !openEnd && others.length === 0) : 0;
  if (!openEnd) return { start, end: subject.length };
  let end = pieceEnd(first, subject, start);
  for (const piece of others) end = pieceEnd(piece, subject, firstPlace(piece, subject, end, false));
  return { start, end: Math.max(end, start) };
}

function firstPlace(piece: string, subject: string, from: number, atEnd: boolean): number {
  for (let at = atEnd ? Math.max(from, subject.length - 2 * piece.length) : from; at < subject.length; at++) {
    const end = pieceEnd(piece, subject, at);
    if (atEnd ? end === subject.length : end >= 0) return at;
  }
  return subject.length;
}

/** Where a piece without `%` ends that begins at a place; -1 when it does not stand there. */
function pieceEnd(piece: string, subject: string, from: number): number {
  let at = from;
  for (let i = 0; i < piece.length; i++) {
    if (at >= subject.length) return -1;
    if (piece[i] === "_") at += characterLength(subject, at);
    else if (piece[i] === subject[at]) at++;
    else return -1;
  }
  return at;
}
