import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatchGuard } from "./match-guard.ts";
import { guardedRegex } from "./regex.ts";
import { regexCost } from "./regex-cost.ts";
import { RegexMachine } from "./regex-machine.ts";
import { parseRegex } from "./regex-parse.ts";
import { printRegex } from "./regex-print.ts";
import { regexProgram } from "./regex-program.ts";
import { MatchStopped } from "./regex-stack.ts";
import { RegexFault } from "./regex-tree.ts";

const r = String.raw;
const BOUNDS = { steps: 1_000_000, choices: 1_000_000 };

/** What JavaScript's engine and the machine find, groups by their numbers. */
function bothWays(pattern: string, text: string, from = 0, ignoreCase = false) {
  const printed = printRegex(parseRegex(pattern, ignoreCase).tree);
  const native = new RegExp(printed.source, `${printed.flags}dg`);
  native.lastIndex = from;
  const found = native.exec(text);
  const registers = new RegexMachine(regexProgram(printed), BOUNDS).match(text, from, false);
  const places =
    registers &&
    Array.from({ length: printed.count + 1 }, (_, group) => {
      const place = [registers[2 * group] ?? -1, registers[2 * group + 1] ?? -1];
      return Math.min(...place) < 0 ? undefined : place;
    });
  return { native: found?.indices ? [...found.indices] : null, machine: places };
}

describe("the machine", () => {
  it.each([
    ["(a+)+$", "aaab"],
    ["(a|ab)(c|bcd)(d*)", "abcd"],
    ["(z)((a+)?(b+)?(c))*", "zaacbbbcac"],
    ["(?=(a+))a*b\\1", "baaabac"],
    ["(.*?)a(?!(a+)b\\2c)\\2(.*)", "baaabaac"],
    ["(?<=(\\w)(\\w))c", "abc"],
    ["(?<=([ab]+?)([bc]+))d", "aabbccd"],
    ["(?<!a)b", "abb"],
    ["(?:a|b)*?c", "ababc"],
    ["(a*)*", "b"],
    ["(a*?){2,3}b", "aab"],
    ["(?:(a)|b){2}", "ab"],
    ["(?>a+)b", "aaab"],
    ["(?>a|ab)c", "abc"],
    ["(?:a|ab)++c", "aabc"],
    ["x{2,}?y", "xxxy"],
    ["\\bfoo\\b", "a foo b"],
    ["(?m)^b$", "a\nb\nc"],
    ["a\\Rb", "a\r\nb"],
    [".+?b", "a\nb ab"],
    ["(?s).*b", "a\nb ab"],
    ["(?i)(k)\\1", "Kk"],
    ["(?i)(ß)\\1", "ßẞ"],
    ["[^a]b", "😀b"],
    ["\\x{1F600}+(.)", "😀😀x"],
    ["(?<n>a)|(?<n>b)", "b"],
    ["user=\\K\\w+", "user=bob"],
    ["", ""],
  ])("%s on %j finds what the engine finds", (pattern, text) => {
    for (const from of [0, 1]) {
      const { native, machine } = bothWays(pattern, text, Math.min(from, text.length));
      expect(machine).toEqual(native);
    }
  });

  it("finds what the engine finds, on anything", () => {
    const piece = fc.constantFrom(
      ..."abcAB|()[]*+?^$.1\n",
      "(",
      ")",
      "(?:",
      "(?=",
      "(?!",
      "(?<=",
      "(?<!",
      "(?>",
      "(?i)",
      "(a|",
      "[^a]",
      "[ab]",
      "\\b",
      "\\w",
      "\\s",
      "\\1",
      "\\2",
      "\\R",
      "{2}",
      "{1,3}",
      "{0,2}?",
      "*?",
      "++",
      "(?:a|b)",
      "(b*)",
      ".*",
    );
    let compared = 0;
    const text = fc.stringMatching(/^[abcAB1 \n]{0,14}$/);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), text, fc.nat(4), (pieces, subject, from) => {
        let ways: ReturnType<typeof bothWays>;
        try {
          ways = bothWays(pieces.join(""), subject, Math.min(from, subject.length));
        } catch (fault) {
          if (fault instanceof RegexFault || fault instanceof SyntaxError) return;
          throw fault;
        }
        compared++;
        expect(ways.machine).toEqual(ways.native);
      }),
      { numRuns: 20_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it("needs no call stack for long texts", () => {
    expect(bothWays("(?:a|b)*c", `${"ab".repeat(20_000)}c`).machine).toEqual([[0, 40_001]]);
  });
});

describe("what a pattern costs", () => {
  const degree = (pattern: string) => regexCost(parseRegex(pattern, false).tree).degree;

  it.each([
    "(a+)+$",
    "(a|aa)+$",
    "(a*)*b",
    "(?:a|a)*b",
    "(.*a){20}",
    "(a?){30}a{30}",
    "(|){30}x",
    '"(?:[^"\\\\]+|\\\\.)*"',
    "(?=(a+)+b)a",
    "(?<=(a|aa)+)b",
    "(?!(?:x*)*y)z",
    "(\\w+\\s?)+$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
  ])("%s may double with every character", (pattern) => {
    expect(degree(pattern)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ["cmd\\.exe", 1],
    ["^.*foo", 1],
    [r`id=(?<id>\d+)`, 1],
    [r`(?i)-enc\s+(?<b64>[a-z0-9+/=]{20,})`, 1],
    [r`^(?:\d{1,3}\.){3}\d{1,3}$`, 1],
    [r`^(\S+\s+)*foo`, 1],
    [r`\s+$`, 2],
    [".*foo", 2],
    [".*foo.*bar", 3],
    ["^(?=.*foo)(?=.*bar)", 2],
    ["(a)\\1x", 2],
  ])("%s grows with the power %i of the length at most", (pattern, most) => {
    expect(degree(pattern)).toBeLessThanOrEqual(most);
    expect(degree(pattern)).toBeGreaterThanOrEqual(1);
  });

  it("counts choices of one character that follow each other", () => {
    expect(regexCost(parseRegex(`^${"a?".repeat(30)}${"a".repeat(30)}`, false).tree).factor).toBeGreaterThan(1e8);
    expect(regexCost(parseRegex("(?i)powershell|pwsh|cmd", false).tree).factor).toBeLessThan(10);
  });

  it("never comes out too low: a pattern that is said to be cheap takes few steps", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "c",
      "(?:",
      ")",
      "|",
      "*",
      "+",
      "?",
      ".",
      "[ab]",
      "{2,4}",
      "(a|b)",
      "a*",
      "$",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.stringMatching(/^(?:a{30,60}|(?:ab){15,30}|[abc]{40})$/),
        (pieces, text) => {
          const pattern = `${pieces.join("")}x`;
          try {
            const printed = printRegex(parseRegex(pattern, false).tree);
            const { degree: power, factor } = regexCost(printed.tree);
            if (power > 3 || factor > 1000) return;
            const steps = 40 * factor * (text.length + 4) ** power * (pieces.length + 2);
            const machine = new RegexMachine(regexProgram(printed), { steps, choices: 1e6 });
            expect(() => machine.match(text, 0, false)).not.toThrow();
          } catch (fault) {
            if (!(fault instanceof RegexFault)) throw fault;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("a bounded pattern", () => {
  const guarded = (pattern: string, steps = 50_000, flags = "") => {
    const given: string[] = [];
    const guard = new MatchGuard(steps, (message) => given.push(message));
    const compiled = guardedRegex(pattern, flags, guard);
    if ("refused" in compiled) throw new Error(compiled.refused);
    return { ...compiled, guard, given };
  };

  it.each(["(a+)+$", "(a|aa)+$", "(.*a){20}b", "(?=(a+)+b)a", "(?:a|a)*b", "((a+)+)\\1b", "(?!(a*)*b)c|(?:a+)+d"])(
    "%s is given up on a hostile text, and told",
    (pattern) => {
      const { regex, given } = guarded(pattern);
      expect(regex.test(`${"a".repeat(60)}!`)).toBe(false);
      expect(given).toEqual([expect.stringContaining("more than 50,000 steps on a text of 61 characters")]);
    },
  );

  it("finds, replaces and lists as any regular expression", () => {
    const { regex } = guarded("(?<x>(?:a|a)*)b", 1e6, "dg");
    const text = "aab-b-aaab";
    const plain = /(?<x>(?:a|a)*)b/dg;
    expect([...text.matchAll(regex)].map(({ index, groups, indices }) => [index, groups?.x, indices?.[1]])).toEqual(
      [...text.matchAll(plain)].map(({ index, groups, indices }) => [index, groups?.x, indices?.[1]]),
    );
    expect(text.replace(regex, (all: string) => `<${all}>`)).toBe("<aab>-<b>-<aaab>");
    expect(regex.lastIndex).toBe(0);
  });

  it("is not tried any more when it was given up too often", () => {
    const { regex, given, guard } = guarded("(a+)+$", 1000);
    for (let n = 0; n < 99; n++) expect(regex.test(`${"a".repeat(60)}!`)).toBe(false);
    expect(guard.isSpent).toBe(false);
    expect(regex.test(`${"a".repeat(60)}!`)).toBe(false);
    expect(guard.isSpent).toBe(true);
    expect(regex.test("a".repeat(60))).toBe(false);
    expect(regex.test("aa")).toBe(false);
    expect(given).toHaveLength(1);
  });

  it("leaves what is cheap to JavaScript's engine", () => {
    expect(guarded("cmd\\.exe$").regex.constructor).toBe(RegExp);
  });

  it("stops by its own error only inside", () => {
    const printed = printRegex(parseRegex("(a+)+$", false).tree);
    const machine = new RegexMachine(regexProgram(printed), { steps: 1000, choices: 100 });
    expect(() => machine.match(`${"a".repeat(99)}!`, 0, false)).toThrow(MatchStopped);
  });
});
