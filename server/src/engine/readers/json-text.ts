import type { Span } from "#base/span.ts";

/** A step into a JSON text: a key of an object, an index of an array. */
export type JsonStep = string | number;

/** A scalar of a JSON text. For a string the span is that between the quotes, and `escaped` tells whether it holds escapes. */
export interface JsonScalar {
  readonly span: Span;
  readonly kind: "string" | "number" | "word";
  readonly escaped: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Finds a value in a JSON text that `JSON.parse` accepts. Of repeated keys the last one counts, as for `JSON.parse`. Gives
 * null when the path leads to no scalar. Walks iteratively but for one level a step, so depth is bounded by the path.
 */
export function findJsonScalar(text: string, path: readonly JsonStep[]): JsonScalar | null {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const next = typeof step === "string" ? memberOf(text, at, step) : itemOf(text, at, step);
    if (next < 0) return null;
    at = next;
  }
  return scalarAt(text, at);
}

function scalarAt(text: string, at: number): JsonScalar | null {
  const code = text.charCodeAt(at);
  if (code === QUOTE) {
    const end = stringEnd(text, at);
    const span = { start: at + 1, end: end - 1 };
    const backslash = text.indexOf("\\", span.start);
    return { span, kind: "string", escaped: backslash >= 0 && backslash < span.end };
  }
  if (code === 123 || code === 91) return null;
  const end = valueEnd(text, at);
  if (end === at) return null;
  return {
    span: { start: at, end },
    kind: code === 45 || (code >= 48 && code <= 57) ? "number" : "word",
    escaped: false,
  };
}

/** Where the value of an object's member begins; -1 when there is none. */
function memberOf(text: string, object: number, key: string): number {
  if (text.charCodeAt(object) !== 123) return -1;
  const wanted = JSON.stringify(key);
  let found = -1;
  let at = skipSpace(text, object + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const end = stringEnd(text, at);
    const same = text.startsWith(wanted, at) ? end === at + wanted.length : sameKey(text, at, end, key);
    at = skipSpace(text, skipSpace(text, end) + 1);
    if (same) found = at;
    at = skipSpace(text, valueEnd(text, at));
    if (text.charCodeAt(at) !== 44) break;
    at = skipSpace(text, at + 1);
  }
  return found;
}

/** A key written with other escapes than JSON.stringify would. */
function sameKey(text: string, start: number, end: number, key: string): boolean {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes("\\") && unescapeJson(inner).text === key;
}

function itemOf(text: string, array: number, index: number): number {
  if (text.charCodeAt(array) !== 91) return -1;
  let at = skipSpace(text, array + 1);
  for (let i = 0; ; i++) {
    if (text.charCodeAt(at) === 93 || at >= text.length) return -1;
    if (i === index) return at;
    at = skipSpace(text, valueEnd(text, at));
    if (text.charCodeAt(at) !== 44) return -1;
    at = skipSpace(text, at + 1);
  }
}

/** Where a value ends; nested ones are passed over by counting brackets. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      depth--;
      if (depth === 0) return at + 1;
      if (depth < 0) return at;
    } else if (depth === 0 && (code === 44 || code === 32 || code === 9 || code === 10 || code === 13)) return at;
    at++;
  }
  return at;
}

/** Behind the closing quote of the string that begins at `start`. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let back = quote - 1;
    while (back > start && text.charCodeAt(back) === BACKSLASH) back--;
    if ((quote - 1 - back) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The value of the inside of a JSON string, with the offset in the source of each of its UTF-16 units and of its end. */
export function unescapeJson(source: string): { readonly text: string; readonly offsets: readonly number[] } {
  let text = "";
  const offsets: number[] = [];
  for (let at = 0; at < source.length; ) {
    offsets.push(at);
    if (source.charCodeAt(at) !== BACKSLASH) {
      text += source[at];
      at++;
      continue;
    }
    const mark = source[at + 1] ?? "";
    if (mark === "u") {
      text += String.fromCharCode(Number.parseInt(source.slice(at + 2, at + 6), 16));
      at += 6;
    } else {
      text += ESCAPES[mark] ?? mark;
      at += 2;
    }
  }
  offsets.push(source.length);
  return { text, offsets };
}
