import { describe, expect, it } from "vitest";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { scan } from "./scanner.ts";

/** Tokens as `kind:text`, spaces left out, `!` for one without end. */
function tokens(text: string): readonly string[] {
  const { tokens: found } = scan(text, testVocabulary);
  expect(found.map(({ span }) => text.slice(span.start, span.end)).join("")).toBe(text);
  return found
    .filter(({ kind }) => kind !== "space")
    .map(({ kind, span, unterminated }) => `${kind}${unterminated ? "!" : ""}:${text.slice(span.start, span.end)}`);
}

function problems(text: string): readonly string[] {
  return scan(text, testVocabulary).problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("scan", () => {
  it("makes words as long as possible", () => {
    expect(tokens("Processes.user /node: *cmd* -24h@h a{}.b{@x} $t$ 1.5 naïve")).toEqual(
      ["Processes.user", "/node:", "*cmd*", "-24h@h", "a{}.b{@x}", "$t$", "1.5", "naïve"].map((word) => `word:${word}`),
    );
  });

  it("keeps escaped quotes and pipes within words", () => {
    expect(tokens('C:\\a\\"b c\\|d')).toEqual(['word:C:\\a\\"b', "word:c\\|d"]);
    expect(tokens("a$b.c|s$d e$f|u$|g$h|t$")).toEqual([
      "word:a$b.c|s$d",
      "word:e$f|u$",
      "pipe:|",
      "word:g$h",
      "pipe:|",
      "word:t$",
    ]);
    expect(tokens('C:\\\\"b"')).toEqual(["word:C:\\\\", 'string:"b"']);
  });

  it("splits operators, parentheses, brackets and commas off", () => {
    expect(tokens('a!=b<=c>d==(e,f)[g]"h"')).toEqual([
      "word:a",
      "operator:!=",
      "word:b",
      "operator:<=",
      "word:c",
      "operator:>",
      "word:d",
      "operator:==",
      "open-paren:(",
      "word:e",
      "comma:,",
      "word:f",
      "close-paren:)",
      "open-bracket:[",
      "word:g",
      "close-bracket:]",
      'string:"h"',
    ]);
    expect(tokens("a!b !c")).toEqual(["word:a!b", "word:!c"]);
  });

  it("reads template words and single-quoted names as one", () => {
    expect(tokens("x_<<FIELD>>_y<3 '<<ITEM>>' 'a[0]'")).toEqual([
      "word:x_<<FIELD>>_y",
      "operator:<",
      "word:3",
      "single-quoted:'<<ITEM>>'",
      "single-quoted:'a[0]'",
    ]);
  });

  it("reads comments with anything inside, but not within quotes", () => {
    expect(tokens('a ```x | " [ `m` ``` b "```c"')).toEqual([
      "word:a",
      'comment:```x | " [ `m` ```',
      "word:b",
      'string:"```c"',
    ]);
  });

  it("reads macros by their own grammar", () => {
    expect(tokens('`a` `b(1, "x)`y", (z))` `c-d(e|f)`')).toEqual([
      "macro:`a`",
      'macro:`b(1, "x)`y", (z))`',
      "macro:`c-d(e|f)`",
    ]);
    expect(tokens("`a | `b` x")).toEqual(["macro!:`a", "pipe:|", "macro:`b`", "word:x"]);
    expect(tokens("`a(b | stats count by `c`")).toEqual([
      "macro!:`a",
      "open-paren:(",
      "word:b",
      "pipe:|",
      "word:stats",
      "word:count",
      "word:by",
      "macro:`c`",
    ]);
    expect(problems("`a | b")).toEqual(["E-TICK `a"]);
  });

  it("ends an open string before the next command, within brackets before the bracket", () => {
    expect(tokens('a="x | stats count by "b"')).toEqual([
      "word:a",
      "operator:=",
      'string!:"x',
      "pipe:|",
      "word:stats",
      "word:count",
      "word:by",
      'string:"b"',
    ]);
    expect(tokens('[search a="x ] | table b')).toEqual([
      "open-bracket:[",
      "word:search",
      "word:a",
      "operator:=",
      'string!:"x',
      "close-bracket:]",
      "pipe:|",
      "word:table",
      "word:b",
    ]);
    expect(tokens('a="x | foo y')).toEqual(["word:a", "operator:=", 'string!:"x | foo y']);
    expect(tokens('a="x | `m` | foo')).toEqual([
      "word:a",
      "operator:=",
      'string!:"x',
      "pipe:|",
      "macro:`m`",
      "pipe:|",
      "word:foo",
    ]);
  });

  it("spares the quoted search of map when another string lacks its end", () => {
    const text = 'x | map search="a | stats count" | where b="c | table d';
    expect(problems(text)).toEqual(['E-QUOTES "c']);
  });

  it("offers what is missing", () => {
    const fix = (text: string) => scan(text, testVocabulary).problems[0]?.fix?.edits;
    expect(fix('a="x | table b')).toEqual([{ span: { start: 4, end: 4 }, text: '"' }]);
    expect(fix('a="x\\ | table b')).toEqual([{ span: { start: 5, end: 5 }, text: '\\"' }]);
    expect(fix("a `m(1) b")).toEqual([{ span: { start: 7, end: 7 }, text: "`" }]);
    expect(fix("a ```b\n| c")).toEqual([{ span: { start: 6, end: 6 }, text: "```" }]);
    expect(problems("a ```b\n| c")).toEqual(["E-COMMENT ```b"]);
  });

  it("scans a part of a text", () => {
    const { tokens: found } = scan("abc def ghi", testVocabulary, 4, 7);
    expect(found).toEqual([{ kind: "word", span: { start: 4, end: 7 } }]);
  });
});
