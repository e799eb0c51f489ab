import { describe, expect, it } from "vitest";
import { show } from "#test/support/show-tree.ts";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { type ParseOptions, parseSpl } from "./parser.ts";

function tree(text: string, options?: ParseOptions): string {
  return show(parseSpl(text, testVocabulary, options).tree);
}

function codes(text: string, options?: ParseOptions): readonly string[] {
  return parseSpl(text, testVocabulary, options).problems.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

describe("pipelines", () => {
  it.each([
    ["a | table b", "search expression: a | table fields: b"],
    ["search a | search b", "search expression: a | search expression: b"],
    ["| makeresults | table b", "makeresults | table fields: b"],
    ["stats count", "search expression: (and stats count)"],
    ["search=x", "search expression: search=x"],
    ["a | STATS Count BY b", "search expression: a | stats aggregations: count(); by: b"],
    ["`m` a=1 | `n` | table b", "search expression: (and `m` a=1) | macro: | table fields: b"],
    ["a | `n(1)` x y=2", "search expression: a | macro: rest: x, y=2"],
    ["(a | b", "search expression: (a) | unknown:b rest: "],
    ["a ```| x``` | table b", "search expression: a | table fields: b"],
    ['a="|" | table b', 'search expression: a="|" | table fields: b'],
    ["a | sort-_time", "search expression: a | sort items: -_time"],
    ["a | bucket _time span=1h", "search expression: a | bin field: _time; span: span=1h"],
    ["", ""],
    ["  ```x``` ", ""],
  ])("%s", (text, expected) => {
    expect(tree(text)).toBe(expected);
  });

  it.each([
    ["a [search b | fields c]", "search expression: (and a [term search expression: b | fields fields: c])"],
    ["[index=b | fields c]", "search expression: [term search expression: index=b | fields fields: c]"],
    ["a | append [| makeresults]", "search expression: a | append subsearch: [argument makeresults]"],
    ["a | append [inputlookup x]", "search expression: a | append subsearch: [argument inputlookup table: x]"],
    [
      "a | appendpipe [stats count]",
      "search expression: a | appendpipe subsearch: [template stats aggregations: count()]",
    ],
    [
      "a | appendpipe [| stats count]",
      "search expression: a | appendpipe subsearch: [template stats aggregations: count()]",
    ],
    [
      "a | foreach f* [eval <<FIELD>>=1 | where x=1]",
      "search expression: a | foreach fields: f*; subsearch: [template eval assignments: <<FIELD>>:=1 | where condition: (= x 1)]",
    ],
    [
      "a [search b [search c]]",
      "search expression: (and a [term search expression: (and b [term search expression: c])])",
    ],
    ["a | head [search b | table n]", "search expression: a | head"],
  ])("reads subsearches: %s", (text, expected) => {
    expect(tree(text)).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it("keeps any command first in a template", () => {
    expect(tree("stats count | table count", { template: true })).toBe(
      "stats aggregations: count() | table fields: count",
    );
    expect(codes("| where a=1", { template: true })).toEqual([]);
  });

  it.each([
    ["a | | table b", ["E-MISSINGCMD |"]],
    ["a |", ["E-MISSINGCMD |"]],
    ["|", ["E-MISSINGCMD |"]],
    ["a []", ["E-MISSINGCMD "]],
    ["a [search b", ["E-BROPEN ["]],
    ["a ] | table b", ["E-BRCLOSE ]"]],
    ["a | [search b]", ["E-SUBARG ["]],
    ["a | tabel b", ["E-UNKNOWN tabel"]],
    ["a | b=1", ["E-UNKNOWN b"]],
    ["| where a=1", ["E-NOTGEN where"]],
    ["| stats count | `x`", ["E-NOTGEN stats"]],
    ["a | makeresults", ["E-NOTFIRST makeresults"]],
    ["a | inputlookup x append=t", []],
    ["a | inputlookup x", ["E-NOTFIRST inputlookup"]],
    ["| `m` | tstats count", []],
    ["| search a", []],
    ["a | = b", ["E-MISSINGCMD ="]],
  ])("reports: %s", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("reports more than eight nested subsearches once", () => {
    expect(codes(`${"[search a ".repeat(9)}${"]".repeat(9)}`)).toEqual(["E-SUBDEPTH ["]);
    expect(codes(`${"[search a ".repeat(8)}${"]".repeat(8)}`)).toEqual([]);
  });

  it("gives up the bracket that starts nothing when one is left over", () => {
    expect(tree("a [b | append [search c] | table d")).toBe(
      "search expression: (and a b) | append subsearch: [argument search expression: c] | table fields: d",
    );
  });

  it("keeps the stages behind a lost quote, backtick and parenthesis", () => {
    expect(tree('a="b | where (c="d" | `m | table e')).toBe(
      'search expression: a="b" | where condition: ((= c "d")) | macro: | table fields: e',
    );
  });

  it("suggests the nearest command and the missing search", () => {
    const first = parseSpl("a | tabel b", testVocabulary).problems[0];
    expect(first?.help).toBe("Did you mean table?");
    expect(first?.fix?.edits).toEqual([{ span: { start: 4, end: 9 }, text: "table" }]);
    const second = parseSpl("a | b=1", testVocabulary).problems[0];
    expect(second?.fix?.edits).toEqual([{ span: { start: 4, end: 4 }, text: "search " }]);
  });

  it("gives spans of pipes, names and stages", () => {
    const [first, second] = parseSpl("a | table b ", testVocabulary).tree.stages;
    expect(first).toMatchObject({ pipe: undefined, nameSpan: undefined, span: { start: 0, end: 1 } });
    expect(second).toMatchObject({
      pipe: { start: 2, end: 3 },
      nameSpan: { start: 4, end: 9 },
      span: { start: 4, end: 11 },
    });
    expect(parseSpl("| table b", testVocabulary).tree.leadingPipe).toEqual({ start: 0, end: 1 });
  });
});
