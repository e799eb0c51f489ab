import { LruMap, once } from "#base/memo.ts";
import type { Span } from "#base/span.ts";
import { type BoundedParts, BoundedRegex, needsBound } from "./bounded-regex.ts";
import type { MatchGuard } from "./match-guard.ts";
import { type RegexCost, regexCost } from "./regex-cost.ts";
import { parseRegex } from "./regex-parse.ts";
import { printRegex, type RegexGroup } from "./regex-print.ts";
import { regexProgram } from "./regex-program.ts";
import { RegexFault } from "./regex-tree.ts";

/** A PCRE pattern for JavaScript's engine. */
export interface CompiledRegex {
  readonly regex: RegExp;
  /** The named groups in their order; a name may occur twice. */
  readonly groups: readonly RegexGroup[];
  /** The number in a JavaScript match of each numbered group of the pattern; entry 0 is 0. */
  readonly numbers: readonly number[];
  /** Groups of a JavaScript match that hold text in front of `\K`: the match proper begins after it. */
  readonly keeps: readonly number[];
}

/** Why a pattern cannot be used: it is wrong, or uses something that cannot be carried out here. */
export interface RegexRefusal {
  readonly refused: string;
  readonly code: "E-REGEX" | "E-REGEXUNSUP";
  /** The reason alone. */
  readonly reason: string;
  /** Where in the pattern. */
  readonly at: Span;
}

type Shape = Omit<CompiledRegex, "regex">;

interface Translation extends Omit<BoundedParts, "cost"> {
  readonly shape: Shape;
  readonly cost: () => RegexCost;
}

const shapes = new WeakMap<RegExp, Shape>();
const translations = new LruMap<string, RegexRefusal | Translation>(256);

/**
 * Translates a PCRE pattern (SPL reference 2.3.5). `flags` are those of JavaScript that the caller wants: `g`, `d`, `y`, and `i` for a
 * pattern that ignores case from its beginning. `.` does not match a newline, `^` and `$` match at the ends, `$` also before a
 * last newline; inline options change that. Named groups are named groups of the result (see {@link groupName}).
 * A known difference: a group inside a repetition keeps its text from an earlier round in PCRE and forgets it in JavaScript.
 */
export function compileRegex(pattern: string, flags = ""): CompiledRegex | RegexRefusal {
  const translated = translationOf(pattern, flags.includes("i"));
  if ("refused" in translated) return translated;
  const regex = new RegExp(translated.source, translated.flags + flags.replace("i", ""));
  shapes.set(regex, translated.shape);
  return { regex, ...translated.shape };
}

/** The same with a bound, for texts that come from outside: the guard is told of each match that was given up. */
export function guardedRegex(pattern: string, flags: string, guard: MatchGuard): CompiledRegex | RegexRefusal {
  const translated = translationOf(pattern, flags.includes("i"));
  if ("refused" in translated) return translated;
  const cost = translated.cost();
  if (!needsBound(cost)) return compileRegex(pattern, flags);
  const regex = new BoundedRegex({ ...translated, flags: translated.flags + flags.replace("i", ""), cost }, guard);
  shapes.set(regex, translated.shape);
  return { regex, ...translated.shape };
}

function translationOf(pattern: string, ignoreCase: boolean): RegexRefusal | Translation {
  return translations.getOrCompute(`${ignoreCase ? "i" : ""}/${pattern}`, () => translate(pattern, ignoreCase));
}

function translate(pattern: string, ignoreCase: boolean): RegexRefusal | Translation {
  try {
    const printed = printRegex(parseRegex(pattern, ignoreCase).tree);
    const { source, flags, groups, numbers, keeps } = printed;
    // Proves that the engine takes it, a last resort for limits of its own.
    new RegExp(source, flags);
    return {
      pattern,
      source,
      flags,
      names: groups.map(({ written, index }) => [written, index]),
      cost: once(() => regexCost(printed.tree)),
      program: once(() => regexProgram(printed)),
      shape: { groups, numbers, keeps },
    };
  } catch (fault) {
    return refusal(pattern, fault);
  }
}

function refusal(pattern: string, fault: unknown): RegexRefusal {
  if (fault instanceof RegexFault && fault.supported) {
    const reason = fault.message;
    return { refused: `The regex '${pattern}' is invalid. ${reason}.`, code: "E-REGEX", reason, at: fault.span };
  }
  const reason = fault instanceof Error ? fault.message : String(fault);
  const at = fault instanceof RegexFault ? fault.span : { start: 0, end: pattern.length };
  const refused = `This regular expression construct is not supported locally: ${reason}.`;
  return { refused, code: "E-REGEXUNSUP", reason, at };
}

/** The field that a named group of a match gives: a repeated name is written `n$2` for JavaScript. */
export function groupName(written: string): string {
  const at = written.indexOf("$");
  return at < 0 ? written : written.slice(0, at);
}

/**
 * The groups of a match by the pattern's own numbers. Emulated constructs add groups to the JavaScript pattern, so its numbers
 * may differ.
 */
export function numberedGroups(regex: RegExp, match: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const shape = shapes.get(regex);
  return shape === undefined ? match : shape.numbers.map((index) => match[index]);
}

/** How much of the beginning of a match stands in front of `\K` and is not part of it. */
export function keptLength(regex: RegExp, match: readonly (string | undefined)[]): number {
  for (const index of shapes.get(regex)?.keeps ?? []) {
    const text = match[index];
    if (text !== undefined) return text.length;
  }
  return 0;
}

/**
 * The pattern in the inside of a double-quoted regex argument (SPL reference 1.4): `\"`, `\\` and `\|` lose their backslash, every
 * other sequence goes to PCRE as it is; with the setting `rexUnescapesBackslash` off only `\"` does.
 */
export function regexArgument(inner: string, unescapesBackslash: boolean): string {
  return unescapesBackslash ? inner.replace(/\\(["\\|])/g, "$1") : inner.replaceAll('\\"', '"');
}
