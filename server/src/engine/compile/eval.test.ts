import { describe, expect, it } from "vitest";
import { Row } from "#events/row.ts";
import { toText, type Value } from "#events/value.ts";
import { splVocabulary } from "#languages/spl/dialect.ts";
import type { Settings } from "#runtime/settings.ts";
import { parseEvalExpression } from "#syntax/spl/parser.ts";
import { type Bench, expressionBench } from "#test/support/expressions.ts";
import { compileCondition, compileExpression } from "./eval.ts";

type Fields = Readonly<Record<string, Value>>;
type Over = Parameters<typeof expressionBench>[1];

async function evaluate(text: string, fields: Fields = {}, over: Over = {}): Promise<Value> {
  const bench = expressionBench(text, over);
  const prepared = compileExpression(parseEvalExpression(text, splVocabulary).tree, bench.services);
  expect(bench.reported).toEqual([]);
  return (await prepared(bench.run))(Row.of(fields));
}

async function truth(text: string, fields: Fields = {}, over: Over = {}): Promise<boolean | null> {
  return (await conditionOf(text, over)).test(Row.of(fields));
}

async function conditionOf(text: string, over: Over = {}): Promise<Bench & { test: (row: Row) => boolean | null }> {
  const bench = expressionBench(text, over);
  const prepared = compileCondition(parseEvalExpression(text, splVocabulary).tree, bench.services, bench.clauses);
  return { ...bench, test: await prepared(bench.run) };
}

describe("where, three-valued", () => {
  const rows: readonly [string, (boolean | null)[]][] = [
    // f absent, "x", "X", "y"
    ['f="x"', [null, true, false, false]],
    ['f!="x"', [null, false, true, true]],
    ['NOT f="x"', [null, false, true, true]],
    ['isnull(f) OR f!="x"', [true, false, true, true]],
    ['f="x*"', [null, false, false, false]],
    ['like(f,"x%")', [null, true, false, false]],
    ['NOT like(f,"x%")', [null, false, true, true]],
    ['f LIKE "x%"', [null, true, false, false]],
    ['f IN ("x","y")', [null, true, false, true]],
    ['NOT f IN ("x","y")', [null, false, true, false]],
    ['match(f,"(?i)^x$")', [null, true, true, false]],
    ["isnull(f)", [true, false, false, false]],
    ["len(f)=0", [null, false, false, false]],
    ['coalesce(f,"-")!="x"', [true, false, true, true]],
  ];
  it.each(rows)("%s", async (text, expected) => {
    const fields: Fields[] = [{}, { f: "x" }, { f: "X" }, { f: "y" }];
    expect(await Promise.all(fields.map((each) => truth(text, each)))).toEqual(expected);
  });

  it("combines truth values as the tables say", async () => {
    const value = { T: "1=1", F: "1=2", N: "absent=1" };
    const table: [keyof typeof value, keyof typeof value, boolean | null, boolean | null, boolean | null][] = [
      ["T", "T", true, true, false],
      ["T", "F", false, true, true],
      ["T", "N", null, true, null],
      ["F", "F", false, false, false],
      ["F", "N", false, null, null],
      ["N", "N", null, null, null],
    ];
    for (const [a, b, and, or, xor] of table) {
      for (const [x, y] of [
        [value[a], value[b]],
        [value[b], value[a]],
      ]) {
        expect(await truth(`${x} AND ${y}`)).toBe(and);
        expect(await truth(`${x} OR ${y}`)).toBe(or);
        expect(await truth(`${x} XOR ${y}`)).toBe(xor);
        expect(await truth(`${x} AND ${y}`, {}, { explains: true })).toBe(and);
        expect(await truth(`${x} OR ${y}`, {}, { explains: true })).toBe(or);
      }
    }
  });

  it("takes NOT of nothing as true under the setting", async () => {
    const settings: Partial<Settings> = { whereNotNull: "true" };
    expect(await truth('NOT f="x"', {}, { settings })).toBe(true);
    expect(await truth('NOT f="x"', { f: "x" }, { settings })).toBe(false);
  });
});

describe("coercion", () => {
  it.each<[string, Fields, string | null]>([
    ["a+b", { a: "7", b: "2" }, "9"],
    ["a+b", { a: "7", b: "x" }, "7x"],
    ['":"+p', { p: "135" }, ":135"],
    ['"+"+d+"d"', { d: "30" }, "+30d"],
    ["1+a", { a: "x" }, null],
    ["a+missing", { a: "1" }, null],
    ["len(a)+b", { a: "xx", b: "y" }, null],
    ["a.b", { a: "1", b: "2" }, "12"],
    ["a*b", { a: "abc", b: "2" }, null],
    ["a/0", { a: "1" }, null],
    ["7%2", {}, "1"],
    ["-a", { a: "3" }, "-3"],
    ["2+3*4", {}, "14"],
    ["1/4", {}, "0.25"],
    ["a+1", { a: ["1", "2"] }, null],
    ["-0*5", {}, "0"],
  ])("%s with %o is %s", async (text, fields, is) => {
    expect(toText(await evaluate(text, fields))).toBe(is);
  });

  it.each<[string, Fields, boolean | null]>([
    ["a>b", { a: "10", b: "9" }, true],
    ["a>b", { a: "10", b: "9x" }, false],
    ['a="5.0"', { a: "5" }, true],
    ['lower(a)="5.0"', { a: "5" }, false],
    ["a=5", { a: "5.0" }, true],
    ['a="x"', { a: ["y", "x"] }, true],
    ['a!="x"', { a: ["y", "x"] }, true],
    ['a IN (b, "z")', { a: "q", b: ["p", "q"] }, true],
    ['a IN (missing, "z")', { a: "q" }, false],
    ["5 IN (a)", { a: "5.0" }, true],
  ])("%s with %o is %s", async (text, fields, is) => {
    expect(await truth(text, fields)).toBe(is);
  });

  it("follows the settings", async () => {
    expect(await truth('a="5.0"', { a: "5" }, { settings: { stringLiteralNumericCompare: "text" } })).toBe(false);
    expect(await evaluate("1+a", { a: "x" }, { settings: { plusCoercion: "concatenate" } })).toBe("1x");
    expect(await evaluate("len(a)", { a: ["xy", "z"] }, { settings: { mvInSingleValueFunctions: "first" } })).toBe(2);
    expect(await truth('a!="x"', { a: ["y", "x"] }, { settings: { mvNotEquals: "none-equals" } })).toBe(false);
  });
});

describe("significant digits", () => {
  const settings: Partial<Settings> = { significantDigits: true };

  it.each<[string, Fields, string]>([
    ["8.250*0.2", {}, "2"],
    ["1.00*1111", {}, "1110"],
    ["7*3", {}, "21"],
    ["1.25+0.1", {}, "1.4"],
    ["a*2.0", { a: "1.234" }, "2.5"],
    ["(1.25+0.1)*3.000", {}, "4.2"],
    ["10/4", {}, "2.5"],
  ])("%s with %o is %s when the setting is on", async (text, fields, is) => {
    expect(toText(await evaluate(text, fields, { settings }))).toBe(is);
  });

  it("does not matter otherwise", async () => {
    expect(await evaluate("8.250*0.2")).toBe(1.6500000000000001);
  });
});

describe("regex literals", () => {
  const text = String.raw`match(a,"^\\\\d$")`;

  it("lose one level of escapes, unless the setting keeps it", async () => {
    expect(await truth(text, { a: "\\d" })).toBe(true);
    const settings: Partial<Settings> = { rexUnescapesBackslash: false };
    expect(await truth(text, { a: "\\d" }, { settings })).toBe(false);
    expect(await truth(text, { a: "\\\\d" }, { settings })).toBe(true);
  });
});

describe("clauses", () => {
  const text = '(a=1 OR lower(c) LIKE "%power%") AND NOT match(c,"calc") AND b IN ("x","y")';

  it("are the leaves, counted when they hold", async () => {
    const { test, spans, run } = await conditionOf(text);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      "a=1",
      'lower(c) LIKE "%power%"',
      'match(c,"calc")',
      'b IN ("x","y")',
    ]);
    expect(test(Row.of({ a: "1", b: "x", c: "calc" }))).toBe(false);
    expect(test(Row.of({ a: "2", b: "y", c: "PowerShell" }))).toBe(true);
    expect([...run.clauseHits.slice(0, 4)]).toEqual([1, 1, 1, 1]);
  });

  it("tell in an explaining run what they saw, every one of them", async () => {
    const { test, traces } = await conditionOf(text, { explains: true });
    const row = Row.of({ a: "1", b: ["w", "y"], c: "run PowerShell calc" });
    expect(test(row)).toBe(false);
    expect(traces).toEqual([
      { clause: 0, truth: true, field: "a", value: "1", matched: { start: 0, end: 1 } },
      { clause: 1, truth: true, field: "c", value: "run PowerShell calc", matched: { start: 4, end: 9 } },
      { clause: 2, truth: true, field: "c", value: "run PowerShell calc", matched: { start: 15, end: 19 } },
      { clause: 3, truth: true, field: "b", value: ["w", "y"], matched: { start: 2, end: 3 } },
    ]);
    expect(row.get("b")).toEqual(["w", "y"]);
  });

  it("tell of absent fields that they have no answer", async () => {
    const { test, traces } = await conditionOf('cidrmatch("10.0.0.0/8",ip) OR isnull(u)', { explains: true });
    expect(test(Row.of({}))).toBe(true);
    expect(traces).toEqual([
      { clause: 0, truth: null, field: "ip", value: null },
      { clause: 1, truth: true, field: "u", value: null },
    ]);
  });
});

describe("subsearches and refusals", () => {
  it("put the text of a subsearch into the expression", async () => {
    expect(await truth("n>[ search x | return $n ]", { n: "6" }, { subsearch: [{ search: "5" }] })).toBe(true);
    const rows = [{ u: "al" }, { u: "bo" }];
    expect(await truth("[ search x | fields u ]", { u: "bo" }, { subsearch: rows })).toBe(true);
  });

  it.each([
    ["[ search x | return $n ]", "5", "E-WHEREBOOL"],
    ["[ search x | return $n ]", '"a"', "E-WHEREBOOL"],
    ["a=1 AND [ search x | return $n ]", "5", "E-BOOLONLY"],
    ["NOT [ search x | return $n ]", "5", "E-BOOLONLY"],
    ["if([ search x | return $n ],1,2)=1", "5", "E-FUNCARGS"],
    ['a>"b"-[ search x | return $n ]', "5", "E-NUMONLY"],
  ])("say of %s that %s is of the wrong type there", async (text, given, code) => {
    const { said } = await conditionOf(text, { subsearch: [{ search: given }] });
    expect(said.map((problem) => problem.code)).toEqual([code]);
  });

  it.each([
    ["a>[ search x | return $n ]", "5"],
    ["[ search x | return n ]", 'n="5"'],
    ["NOT [ search x | return n ]", 'n="5"'],
  ])("say nothing of %s with %s", async (text, given) => {
    const { said } = await conditionOf(text, { subsearch: [{ search: given }] });
    expect(said).toEqual([]);
  });

  it.each([
    ["nosuch(a)", "E-FUNCUNKNOWN"],
    ["len()", "E-FUNCARGS"],
    ["len(a,b)", "E-FUNCARGS"],
    ["if(a=1,2)", "E-FUNCARGS"],
    ["case(a=1)", "E-FUNCARGS"],
    ['match(a,"(")', "E-REGEX"],
    ['match(a,"(?R)")', "E-REGEXUNSUP"],
    ['cidrmatch("x",a)', "E-FUNCARGS"],
    ['sum(a,"b")', "E-FUNCARGS"],
    ["mvfilter(match(a,b))", "E-FUNCARGS"],
    ['mvfilter("x"="y")', "E-FUNCARGS"],
    ['relative_time(a,"soon")', "E-FUNCARGS"],
    ["`m`", "E-MACRO"],
  ])("refuses %s with %s at its place", (text, code) => {
    const bench = expressionBench(text);
    compileExpression(parseEvalExpression(text, splVocabulary).tree, bench.services);
    expect(bench.reported.map((problem) => problem.code)).toEqual([code]);
    expect(bench.reported[0]?.span).toEqual({ start: 0, end: text.length });
  });

  it("says in the run that a pattern from a field is no regular expression", async () => {
    const { test, said } = await conditionOf("match(a,p)");
    expect(test(Row.of({ a: "x", p: "(" }))).toBe(null);
    expect(said.map(({ code }) => code)).toEqual(["E-REGEX"]);
  });
});
