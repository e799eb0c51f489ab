/** A set of characters: inclusive ranges of code points, and Unicode properties as JavaScript writes them. */
export interface CharSet {
  readonly ranges: readonly (readonly [number, number])[];
  /** `\p{L}` or `\P{L}`. */
  readonly properties: readonly string[];
  readonly negated: boolean;
}

const LAST = 0x10ffff;

/** A set of these ranges. */
export function charSet(ranges: readonly (readonly [number, number])[], negated = false): CharSet {
  return { ranges, properties: [], negated };
}

const DIGIT = charSet([[48, 57]]);
const WORD = charSet([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
const SPACE = charSet([
  [9, 13],
  [32, 32],
]);
const HORIZONTAL = charSet([
  [9, 9],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]);
const VERTICAL = charSet([
  [10, 13],
  [0x85, 0x85],
  [0x2028, 0x2029],
]);

/** What `\d \w \s \h \v \N` and their opposites stand for: ASCII alone, as PCRE without its Unicode option. */
export const ESCAPED_SETS: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: { ...DIGIT, negated: true },
  w: WORD,
  W: { ...WORD, negated: true },
  s: SPACE,
  S: { ...SPACE, negated: true },
  h: HORIZONTAL,
  H: { ...HORIZONTAL, negated: true },
  v: VERTICAL,
  V: { ...VERTICAL, negated: true },
  N: charSet([[10, 10]], true),
};

/** The POSIX classes, ASCII. */
export const POSIX_SETS: Readonly<Record<string, CharSet>> = {
  alpha: charSet([
    [65, 90],
    [97, 122],
  ]),
  digit: DIGIT,
  alnum: charSet([
    [48, 57],
    [65, 90],
    [97, 122],
  ]),
  upper: charSet([[65, 90]]),
  lower: charSet([[97, 122]]),
  space: SPACE,
  blank: charSet([
    [9, 9],
    [32, 32],
  ]),
  punct: charSet([
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ]),
  print: charSet([[32, 126]]),
  graph: charSet([[33, 126]]),
  cntrl: charSet([
    [0, 31],
    [127, 127],
  ]),
  xdigit: charSet([
    [48, 57],
    [65, 70],
    [97, 102],
  ]),
  word: WORD,
  ascii: charSet([[0, 127]]),
};

/** The ranges of a set that has no properties, its negation carried out. */
export function plainRanges(set: CharSet): readonly (readonly [number, number])[] {
  if (!set.negated) return set.ranges;
  const sorted = [...set.ranges].sort((a, b) => a[0] - b[0]);
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [low, high] of sorted) {
    if (low > next) gaps.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

/** Both cases of every letter of a set, for a part of a pattern that ignores case alone. */
export function withBothCases(set: CharSet): CharSet {
  const ranges: (readonly [number, number])[] = [...set.ranges];
  for (const [low, high] of set.ranges) {
    for (let code = low; code <= Math.min(high, low + 2000); code++) {
      for (const other of otherCases(code)) ranges.push([other, other]);
    }
  }
  return { ...set, ranges };
}

/** The characters that differ from one by case only. */
export function otherCases(code: number): readonly number[] {
  const char = String.fromCodePoint(code);
  return [char.toLowerCase(), char.toUpperCase()]
    .filter((other) => other !== char && [...other].length === 1)
    .map((other) => other.codePointAt(0) ?? code);
}

/** Whether a set needs the Unicode mode of JavaScript. */
export function needsUnicode(set: CharSet): boolean {
  return set.properties.length > 0 || set.ranges.some(([low, high]) => low > 0xffff || (high > 0xffff && high < LAST));
}

/** Writes a set as a JavaScript class. Without Unicode mode characters beyond the basic plane are two units. */
export function printSet(set: CharSet, unicode: boolean): string {
  if (set.properties.length === 0 && set.ranges.length === 0) return set.negated ? "[^]" : "[]";
  const limit = unicode ? LAST : 0xffff;
  const ranges = merge(set.ranges, limit).map(([low, high]) =>
    low === high ? printCode(low) : `${printCode(low)}-${printCode(high)}`,
  );
  return `[${set.negated ? "^" : ""}${ranges.join("")}${set.properties.join("")}]`;
}

function merge(ranges: CharSet["ranges"], limit: number): readonly (readonly [number, number])[] {
  const sorted = [...ranges].filter(([low]) => low <= limit).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [low, written] of sorted) {
    const high = Math.min(written, limit);
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** Writes one character so that JavaScript takes it literally, in or outside a class. */
export function printCode(code: number): string {
  if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95) {
    return String.fromCharCode(code);
  }
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
