import { type CharSet, charSet, ESCAPED_SETS, POSIX_SETS, plainRanges } from "./regex-set.ts";
import { RegexFault, unsupported } from "./regex-tree.ts";

/** What an escape stands for: a character, a set, or something that only has a meaning outside classes. */
export type Escape =
  | { readonly kind: "code"; readonly code: number; readonly end: number }
  | { readonly kind: "set"; readonly set: CharSet; readonly end: number }
  | { readonly kind: "other"; readonly char: string; readonly end: number };

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** Reads the escape whose backslash is at `at`. Digits other than `\0…` are left to the caller. */
export function readEscape(pattern: string, at: number): Escape {
  const char = pattern[at + 1];
  const end = at + 2;
  if (char === undefined) throw new RegexFault("\\ at end of pattern", { start: at, end: at + 1 });
  const control = CONTROLS[char];
  if (control !== undefined) return { kind: "code", code: control, end };
  const set = ESCAPED_SETS[char];
  if (set !== undefined) return { kind: "set", set, end };
  switch (char) {
    case "x":
      return hexEscape(pattern, at);
    case "o":
      return braced(pattern, at, /^\\o\{([0-7]+)\}/, 8);
    case "c": {
      const code = pattern.charCodeAt(at + 2);
      if (Number.isNaN(code)) throw new RegexFault("\\c at end of pattern", { start: at, end });
      return { kind: "code", code: String.fromCharCode(code).toUpperCase().charCodeAt(0) ^ 64, end: at + 3 };
    }
    case "0": {
      const digits = /^[0-7]{1,3}/.exec(pattern.slice(at + 1, at + 4))?.[0] ?? "0";
      return { kind: "code", code: Number.parseInt(digits, 8), end: at + 1 + digits.length };
    }
    case "p":
    case "P":
      return propertyEscape(pattern, at);
  }
  if (/[A-Za-z0-9]/.test(char)) return { kind: "other", char, end };
  const code = pattern.codePointAt(at + 1) ?? 0;
  return { kind: "code", code, end: at + 1 + String.fromCodePoint(code).length };
}

function hexEscape(pattern: string, at: number): Escape {
  if (pattern[at + 2] === "{") return braced(pattern, at, /^\\x\{([0-9a-fA-F]+)\}/, 16);
  const digits = /^[0-9a-fA-F]{0,2}/.exec(pattern.slice(at + 2, at + 4))?.[0] ?? "";
  return { kind: "code", code: Number.parseInt(digits || "0", 16), end: at + 2 + digits.length };
}

function braced(pattern: string, at: number, form: RegExp, base: number): Escape {
  const found = form.exec(pattern.slice(at));
  const code = found === null ? Number.NaN : Number.parseInt(found[1] ?? "", base);
  if (found === null || !(code <= 0x10ffff)) {
    throw new RegexFault("character code in braces is not valid", { start: at, end: at + 3 });
  }
  return { kind: "code", code, end: at + found[0].length };
}

/** General categories by their short names, and scripts. */
function propertyEscape(pattern: string, at: number): Escape {
  const found = /^\\([pP])(?:\{(\^?)([A-Za-z_&]+)\}|([A-Za-z]))/.exec(pattern.slice(at));
  if (found === null) throw new RegexFault("malformed \\P or \\p sequence", { start: at, end: at + 2 });
  const name = found[3] ?? found[4] ?? "";
  const span = { start: at, end: at + found[0].length };
  const negated = (found[1] === "P") !== (found[2] === "^");
  const known = propertyName(name);
  if (known === undefined) throw unsupported(`the property \\p{${name}}`, span);
  return {
    kind: "set",
    set: { ranges: [], properties: [`\\${negated ? "P" : "p"}{${known}}`], negated: false },
    end: span.end,
  };
}

function propertyName(name: string): string | undefined {
  for (const candidate of [name === "L&" ? "LC" : name, `Script=${name}`]) {
    try {
      new RegExp(`\\p{${candidate}}`, "u");
      return candidate;
    } catch {
      // Not a property of this form; the next form is tried, then the caller refuses.
    }
  }
  return undefined;
}

/** A class being read: its ranges and properties so far. */
interface Draft {
  readonly ranges: (readonly [number, number])[];
  readonly properties: string[];
}

/** Reads the class whose `[` is at `at`. */
export function readClass(pattern: string, at: number): { readonly set: CharSet; readonly end: number } {
  let pos = at + 1;
  const negated = pattern[pos] === "^";
  if (negated) pos++;
  const draft: Draft = { ranges: [], properties: [] };
  let literal = false;
  for (let first = true; ; first = false) {
    if (pos >= pattern.length) {
      throw new RegexFault("missing terminating ] for character class", { start: at, end: pattern.length });
    }
    if (literal) {
      if (pattern.startsWith("\\E", pos)) literal = false;
      pos = literal ? addMember(pattern, pos, draft, true) : pos + 2;
    } else if (pattern[pos] === "]" && !first) {
      return { set: { ...draft, negated }, end: pos + 1 };
    } else if (pattern.startsWith("\\Q", pos) || pattern.startsWith("\\E", pos)) {
      literal = pattern[pos + 1] === "Q";
      pos += 2;
    } else {
      pos = addPosix(pattern, pos, draft) ?? addMember(pattern, pos, draft, false);
    }
  }
}

function addPosix(pattern: string, at: number, draft: Draft): number | undefined {
  const found = /^\[([:.=])(\^?)([a-zA-Z]*)\1\]/.exec(pattern.slice(at));
  if (found === null) return undefined;
  const span = { start: at, end: at + found[0].length };
  if (found[1] !== ":") throw unsupported("POSIX collating elements", span);
  const set = POSIX_SETS[found[3] ?? ""];
  if (set === undefined) throw new RegexFault("unknown POSIX class name", span);
  draft.ranges.push(...plainRanges({ ...set, negated: found[2] === "^" }));
  return span.end;
}

/** Adds a character, a range or an escaped set, and gives the position after it. */
function addMember(pattern: string, at: number, draft: Draft, literal: boolean): number {
  const low = member(pattern, at, literal);
  if (low.kind === "set") {
    draft.ranges.push(...(low.set.properties.length > 0 ? [] : plainRanges(low.set)));
    draft.properties.push(...low.set.properties);
    return low.end;
  }
  const next = pattern[low.end + 1];
  if (
    !literal &&
    pattern[low.end] === "-" &&
    next !== undefined &&
    next !== "]" &&
    !startsPosix(pattern, low.end + 1)
  ) {
    const high = member(pattern, low.end + 1, false);
    if (high.kind === "code") {
      const span = { start: at, end: high.end };
      if (high.code < low.code) throw new RegexFault("range out of order in character class", span);
      draft.ranges.push([low.code, high.code]);
      return high.end;
    }
  }
  draft.ranges.push([low.code, low.code]);
  return low.end;
}

function startsPosix(pattern: string, at: number): boolean {
  return /^\[[:.=]\^?[a-zA-Z]*[:.=]\]/.test(pattern.slice(at));
}

function member(pattern: string, at: number, literal: boolean): Exclude<Escape, { kind: "other" }> {
  if (pattern[at] !== "\\" || literal) {
    const code = pattern.codePointAt(at) ?? 0;
    return { kind: "code", code, end: at + String.fromCodePoint(code).length };
  }
  const read = readEscape(pattern, at);
  if (read.kind !== "other") return read;
  if (read.char === "b") return { kind: "code", code: 8, end: read.end };
  if (/\d/.test(read.char)) {
    const digits = /^[0-7]{1,3}/.exec(pattern.slice(at + 1, at + 4))?.[0];
    if (digits !== undefined)
      return { kind: "code", code: Number.parseInt(digits, 8) & 0xff, end: at + 1 + digits.length };
    return { kind: "code", code: read.char.charCodeAt(0), end: read.end };
  }
  if (/[BRX]/.test(read.char)) {
    throw new RegexFault(`escape \\${read.char} is not valid in a character class`, { start: at, end: read.end });
  }
  return { kind: "code", code: read.char.charCodeAt(0), end: read.end };
}

/** Any character but those of a set. */
export function anyBut(codes: readonly number[]): CharSet {
  return charSet(
    codes.map((code) => [code, code] as const),
    true,
  );
}
