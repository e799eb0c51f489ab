import type { Span } from "#base/span.ts";
import type { TextMatch } from "./text-match.ts";

/** How a term of a search is looked for in the event's text. */
export interface TermOptions {
  /** CASE() compares as written; everything else ignores case. */
  readonly ignoreCase: boolean;
  /** TERM() must stand between major breakers; other terms between any. */
  readonly major: boolean;
}

const MAJOR = charSet(" \t\n\r\f\v[]<>(){}|!;,'\"*&?+");
const ANY = charSet(" \t\n\r\f\v[]<>(){}|!;,'\"*&?+/:=@.-$#%\\_");
const ENCODED = ["%21", "%26", "%3b", "%7c", "%20", "%2b", "%3d", "%5d", "%5b", "%3a", "%0a", "%2c", "%28", "%29"];
const DOUBLY_ENCODED = ["%2526", "%2520"];

/**
 * Compiles a raw term or phrase (SPL reference 1.7): it is found where it stands between breakers or the text's ends; a side that
 * is itself a breaker or a `*` needs none. `*` inside is any run of characters.
 */
export function termMatch(term: string, options: TermOptions): TextMatch {
  const parts = (options.ignoreCase ? term.toLowerCase() : term).split("*");
  const pieces = parts.filter((part) => part !== "");
  const opensFree = parts[0] === "" || isBreaker((parts[0] ?? "").charCodeAt(0), options.major);
  const lastPart = parts.at(-1) ?? "";
  const endsFree = lastPart === "" || isBreaker(lastPart.charCodeAt(lastPart.length - 1), options.major);
  const find = (subject: string): Span | null => findTerm(subject, pieces, opensFree, endsFree, options.major);
  return { ignoreCase: options.ignoreCase, test: (subject) => find(subject) !== null, find };
}

function findTerm(
  subject: string,
  pieces: readonly string[],
  opensFree: boolean,
  endsFree: boolean,
  major: boolean,
): Span | null {
  if (pieces.length === 0) return { start: 0, end: subject.length };
  let at = 0;
  let start = -1;
  for (const [i, piece] of pieces.entries()) {
    const first = i === 0;
    const last = i === pieces.length - 1;
    const found = findPiece(subject, piece, at, {
      before: first && !opensFree,
      after: last && !endsFree,
      major,
    });
    if (found < 0) return null;
    if (first) start = found;
    at = found + piece.length;
  }
  return { start, end: at };
}

function findPiece(
  subject: string,
  piece: string,
  from: number,
  edges: { readonly before: boolean; readonly after: boolean; readonly major: boolean },
): number {
  let found = subject.indexOf(piece, from);
  while (found >= 0) {
    const free =
      (!edges.before || breaksBefore(subject, found, edges.major)) &&
      (!edges.after || breaksAfter(subject, found + piece.length, edges.major));
    if (free) return found;
    found = subject.indexOf(piece, found + 1);
  }
  return -1;
}

/** Whether the character in front of a position ends a token. */
function breaksBefore(text: string, at: number, major: boolean): boolean {
  if (at === 0 || isBreaker(text.charCodeAt(at - 1), major)) return true;
  if (major && text.charCodeAt(at - 1) === 45 && text.charCodeAt(at - 2) === 45) return true;
  return encodedAt(text, at - 3, ENCODED) || encodedAt(text, at - 5, DOUBLY_ENCODED);
}

/** Whether the character at a position begins a break. */
function breaksAfter(text: string, at: number, major: boolean): boolean {
  if (at >= text.length || isBreaker(text.charCodeAt(at), major)) return true;
  if (major && text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 45) return true;
  return encodedAt(text, at, ENCODED) || encodedAt(text, at, DOUBLY_ENCODED);
}

function encodedAt(text: string, at: number, forms: readonly string[]): boolean {
  if (at < 0 || text.charCodeAt(at) !== 37) return false;
  return forms.includes(text.slice(at, at + (forms[0] ?? "").length).toLowerCase());
}

function isBreaker(code: number, major: boolean): boolean {
  return code < 128 && (major ? MAJOR : ANY)[code] === 1;
}

function charSet(chars: string): Uint8Array {
  const set = new Uint8Array(128);
  for (const char of chars) set[char.charCodeAt(0)] = 1;
  return set;
}
