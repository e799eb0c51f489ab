import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PatternItem, parseBytePattern } from "#syntax/signature/byte-pattern.ts";
import { parsePrintableGlob } from "#syntax/signature/printable-glob.ts";
import { shared } from "#test/support/shared.ts";
import { matchBytes } from "./match-bytes.ts";
import { matchPrintable } from "./match-printable.ts";
import { matchText } from "./match-text.ts";

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const pattern = (text: string) => parseBytePattern(text, () => "no name is known");
const found = (text: string, hex: string) =>
  matchBytes(pattern(text).items, bytesOf(hex)).spans.map(({ start, end }) => [start, end - start]);

const vectors = shared("network/vectors");
const load = (name: string) => JSON.parse(readFileSync(`${vectors}/${name}`, "utf8"));

describe("byte patterns", () => {
  it("give every start with its shortest end", () => {
    expect(found("43 [0-4] 46", "4301414243460143464646")).toEqual([
      [0, 6],
      [4, 2],
      [7, 2],
    ]);
    expect(found("41 41", "41414141")).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(found("( 43 ( 46 | 01 ) | ~46 ?6 )", "4301414243460143464646")).toEqual(
      [[0, 2], [4, 2], [6, 2].slice(0, 0), [7, 2]].filter((pair) => pair.length > 0),
    );
  });

  it("say what is wrong and where", () => {
    for (const [text, at] of [
      ["[2] 41", 0],
      ["41 [3-1] 42", 3],
      ["41 4", 3],
      ["( 41", 0],
      ["41 xy", 3],
      ["( 41 [-] 42 )", 5],
    ] as const) {
      expect(pattern(text).faults[0]?.at.start, text).toBe(at);
    }
  });

  it("agree with trying every way", () => {
    const piece = fc.constantFrom("41", "42", "4?", "??", "~41", "[1]", "[0-2]", "[1-]", "( 41 | 42 41 )");
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(" "));
    const data = fc.array(fc.constantFrom(0x41, 0x42, 0x43), { maxLength: 14 });
    fc.assert(
      fc.property(text, data, (written, bytes) => {
        const { items, faults } = pattern(written);
        fc.pre(faults.length === 0);
        const expected = bytes.flatMap((_, start) => {
          const end = shortest(items, bytes, start);
          return end === undefined ? [] : [{ start, end }];
        });
        expect(matchBytes(items, Uint8Array.from(bytes)).spans).toEqual(expected);
      }),
    );
  });

  it.skipIf(vectors === undefined)("give what YARA gives", () => {
    const { subjects, cases } = load("byte-patterns.json");
    for (const { name, pattern: text, subject, matches } of cases)
      expect(found(text, subjects[subject]), name).toEqual(matches);
  });
});

/** The shortest end by trying everything. */
function shortest(items: readonly PatternItem[], bytes: readonly number[], at: number): number | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return at;
  const ends: number[] = [];
  const take = (next: readonly PatternItem[], place: number) => {
    const end = shortest(next, bytes, place);
    if (end !== undefined) ends.push(end);
  };
  if (first.kind === "byte") {
    const byte = bytes[at];
    if (byte !== undefined && ((byte & first.mask) === first.value) !== first.negated) take(rest, at + 1);
  } else if (first.kind === "jump") {
    for (let n = first.min; n <= Math.min(first.max, bytes.length - at); n++) take(rest, at + n);
  } else for (const option of first.options) take([...option, ...rest], at);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

describe("texts", () => {
  it.skipIf(vectors === undefined)("give what YARA gives", () => {
    const { subjects, cases } = load("text-patterns.json");
    for (const { yara, subject, matches } of cases) {
      const [, text = "", flags = ""] = /^"(.*)"(.*)$/.exec(yara) ?? [];
      const wide = flags.includes("wide");
      const encodings = wide
        ? flags.includes("ascii")
          ? (["ascii", "utf16le"] as const)
          : (["utf16le"] as const)
        : (["ascii"] as const);
      const options = { text, encodings, nocase: flags.includes("nocase"), fullword: flags.includes("fullword") };
      const spans = matchText(options, bytesOf(subjects[subject])).spans;
      expect(
        spans.map(({ start, end }) => [start, end - start]),
        yara,
      ).toEqual(matches);
    }
  });

  it("are found without case where only letters stand", () => {
    const options = { text: "Ab", encodings: ["utf16be"] as const, nocase: true, fullword: true };
    expect(matchText(options, bytesOf("0061004200200041006200630061")).spans).toEqual([{ start: 0, end: 4 }]);
  });
});

describe("printable globs", () => {
  it("are bound to an end without a star, and escape it", () => {
    const bytes = bytesOf("432a004601");
    const match = (glob: string) => matchPrintable(parsePrintableGlob(glob), bytes, false);
    expect(match("C\\*F")).toEqual([{ start: 0, end: 4 }]);
    expect(match("*F")).toEqual([{ start: 3, end: 4 }]);
    expect(match("F*")).toBeNull();
    expect(matchPrintable(parsePrintableGlob("*c*"), bytes, true)).toEqual([{ start: 0, end: 1 }]);
  });

  it.skipIf(vectors === undefined)("give the ranges of every literal", () => {
    for (const { subject, hex, cases } of load("printable.json").subjects) {
      for (const { glob, match } of cases) {
        const ranges = matchPrintable(parsePrintableGlob(glob), bytesOf(hex), false);
        expect(ranges?.map(({ start, end }) => [start, end]) ?? null, `${subject} ${glob}`).toEqual(match);
      }
    }
  });
});
