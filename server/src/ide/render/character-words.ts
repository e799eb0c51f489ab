import { inlineCode } from "#base/markdown.ts";
import { type CharSet, ESCAPED_SETS, plainRanges } from "#runtime/regex-set.ts";

/** How one character of a set, and several of them, are called. */
export interface SetWords {
  readonly one: string;
  readonly many: string;
}

type Ranges = readonly (readonly [number, number])[];

const LAST = 0x10ffff;
const MOST_CHARACTERS = 200;
const MOST_PHRASES = 24;

/** Sets that have a name of their own; the first that fits is taken out of a class, then the next. */
const NAMED: readonly (readonly [letter: string, one: string, many: string])[] = [
  ["w", "a letter, digit or `_`", "letters, digits or `_`"],
  ["d", "a digit", "digits"],
  ["s", "a white space character", "white space characters"],
];

/** A set of characters in words: exact, by ranges where it has no shorter name. */
export function setWords(set: CharSet): SetWords {
  if (set.properties.length > 0) return withProperties(set);
  const ranges = merged(plainRanges(set));
  const gaps = merged(plainRanges({ ranges, properties: [], negated: true }));
  if (gaps.length === 0) return { one: "any character", many: "characters of any kind" };
  if (ranges.length === 0) return { one: "a character out of nothing", many: "characters out of nothing" };
  const name = NAMED.find(([letter]) => same(ranges, ESCAPED_SETS[letter]?.ranges ?? []));
  if (name !== undefined) return { one: name[1], many: name[2] };
  const all = phrases(ranges);
  const others = phrases(gaps);
  const outside = ranges.some(([, high]) => high === LAST) && others.length <= all.length;
  const text = listed(outside ? others : all);
  if (outside) return { one: `a character other than ${text}`, many: `characters other than ${text}` };
  return { one: `one of ${text}`, many: `characters out of ${text}` };
}

function withProperties({ ranges, properties, negated }: CharSet): SetWords {
  const text = listed([...phrases(merged(ranges)), ...properties.map(inlineCode)]);
  return negated
    ? { one: `a character other than ${text}`, many: `characters other than ${text}` }
    : { one: `one of ${text}`, many: `characters out of ${text}` };
}

function same(a: Ranges, b: Ranges): boolean {
  return a.length === b.length && a.every(([low, high], at) => low === b[at]?.[0] && high === b[at]?.[1]);
}

function phrases(ranges: Ranges): readonly string[] {
  const found: string[] = [];
  let rest = ranges;
  for (const [letter, , name] of NAMED) {
    const named = ESCAPED_SETS[letter]?.ranges ?? [];
    if (!named.every(([low, high]) => rest.some(([from, to]) => from <= low && high <= to))) continue;
    found.push(...(letter === "w" ? ["letters", "digits", "`_`"] : [name]));
    rest = without(rest, named);
  }
  return [...found, ...rest.flatMap(([low, high]) => range(low, high))];
}

function range(low: number, high: number): readonly string[] {
  if (low === high) return [characterWord(low)];
  if (high === low + 1) return [characterWord(low), characterWord(high)];
  return [`${characterWord(low)} to ${characterWord(high)}`];
}

const SPOKEN: Readonly<Record<number, string>> = {
  9: "a tab",
  10: "a newline",
  13: "a carriage return",
  32: "a space",
};

/** A character as code, or its name when it cannot be seen. */
export function characterWord(code: number): string {
  const visible = (code > 32 && code < 127) || code > 0xa0;
  return SPOKEN[code] ?? (visible && code < LAST ? inlineCode(String.fromCodePoint(code)) : unicode(code));
}

/** Some characters in a row: as code as far as they can be seen, white space of its own in words. */
export function literalWords(codes: readonly number[]): string {
  const text = String.fromCodePoint(...codes.slice(0, MOST_CHARACTERS));
  const cut = codes.length > MOST_CHARACTERS ? [`${codes.length - MOST_CHARACTERS} characters more`] : [];
  const parts = text.match(/[^\s\p{C}]+(?: [^\s\p{C}]+)*|(?<same>[\s\p{C}])\k<same>*/gu) ?? [];
  return [...parts.map(partWords), ...cut].join(", ");
}

function partWords(part: string): string {
  const code = part.codePointAt(0) ?? 0;
  if (!/^[\s\p{C}]/u.test(part)) return inlineCode(part);
  const times = [...part].length;
  const word = characterWord(code);
  if (times === 1) return word;
  return word.startsWith("a ") ? `${times} ${word.slice(2)}s` : `${times} of ${word}`;
}

function unicode(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function listed(all: readonly string[]): string {
  const items = all.length > MOST_PHRASES ? [...all.slice(0, MOST_PHRASES), `${all.length - MOST_PHRASES} more`] : all;
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

function merged(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}

function without(ranges: Ranges, taken: Ranges): Ranges {
  const gaps = plainRanges({ ranges: taken, properties: [], negated: true });
  return ranges.flatMap(([low, high]) =>
    gaps.flatMap(([from, to]) =>
      from <= high && low <= to ? [[Math.max(low, from), Math.min(high, to)] as const] : [],
    ),
  );
}
