import { describe, expect, it } from "vitest";
import type { FieldSource, SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { parseSearchExpression } from "#syntax/spl/parser.ts";
import { type Bench, expressionBench } from "#test/support/expressions.ts";
import { compileFilter } from "./search.ts";

type Fields = Readonly<Record<string, Value>>;
type Over = Parameters<typeof expressionBench>[1];

async function filterOf(text: string, over: Over = {}): Promise<Bench & { test: (row: Row) => boolean | null }> {
  const bench = expressionBench(text, over);
  const prepared = compileFilter(parseSearchExpression(text, splVocabulary).tree, bench.services, bench.clauses);
  return { ...bench, test: await prepared(bench.run) };
}

async function keeps(text: string, fields: Fields, over: Over = {}): Promise<boolean | null> {
  return (await filterOf(text, over)).test(Row.of(fields));
}

/** The row of an event of a sample. */
function eventRow(fields: Fields): Row {
  const source: FieldSource = { get: (name) => fields[name] ?? null, names: () => Object.keys(fields) };
  const origin = { sample: 0, ordinal: 0, start: 0, end: 0, line: 0, column: 0 };
  const event: SampleEvent = { fields: source, time: null, origin, raw: () => String(fields._raw ?? "") };
  return Row.ofEvent(event);
}

describe("search, two-valued", () => {
  const rows: readonly [string, boolean[]][] = [
    // f absent, "x", "y", ""
    ["f=x", [false, true, false, false]],
    ["f!=x", [false, false, true, true]],
    ["NOT f=x", [true, false, true, true]],
    ["NOT f!=x", [true, true, false, false]],
    ["f=*", [false, true, true, true]],
    ["f!=*", [false, false, false, false]],
    ["NOT f=*", [true, false, false, false]],
    ['f=""', [false, false, false, true]],
    ["f IN (x,z)", [false, true, false, false]],
    ["NOT f IN (x,z)", [true, false, true, true]],
    ["f>5", [false, true, true, false]],
    ["NOT f>5", [true, false, false, true]],
    ["( ) f=x", [false, true, false, false]],
    ["NOT ( )", [false, false, false, false]],
  ];
  it.each(rows)("%s", async (text, expected) => {
    const fields: Fields[] = [{}, { f: "x" }, { f: "y" }, { f: "" }];
    expect(await Promise.all(fields.map((each) => keeps(text, each)))).toEqual(expected);
  });

  it.each<[string, Fields, boolean]>([
    ["f=WMIC.exe", { f: "wmic.EXE" }, true],
    ["f=CASE(Bob)", { f: "bob" }, false],
    ["f=CASE(Bob)", { f: "Bob" }, true],
    ["f=TERM(10.0.0.1)", { f: "10.0.0.1" }, true],
    ["n=1", { n: "1.0" }, false],
    ["n=1", { n: 1 }, true],
    ["n>9", { n: "10" }, true],
    ["n>9", { n: 10 }, true],
    ["g=ops", { g: ["adm", "ops"] }, true],
    ["g!=ops", { g: ["adm", "ops"] }, true],
    ["ip!=10.0.0.0/8", { ip: "10.1.1.1" }, false],
    ["ip IN (10.0.0.0/8, host*)", { ip: "10.1.1.1" }, true],
    ["sourcetype!=XmlWinEventLog", { sourcetype: ["XmlWinEventLog", "WinEventLog"] }, false],
    ["sourcetype=WinEventLog", { sourcetype: ["XmlWinEventLog", "WinEventLog"] }, true],
    ["*", {}, true],
    ["fail", { _raw: "Login FAIL user" }, true],
    ["fail", { _raw: "failed" }, false],
    ["TERM(10.0.0.6)", { _raw: "ip=10.0.0.6" }, false],
    ["CASE(Fail)", { _raw: "fail" }, false],
  ])("%s on %o: %s", async (text, fields, kept) => {
    expect(await keeps(text, fields)).toBe(kept);
  });

  it("takes != of several values as the setting says", async () => {
    expect(await keeps("g!=ops", { g: ["adm", "ops"] }, { settings: { mvNotEquals: "none-equals" } })).toBe(false);
  });
});

describe("index", () => {
  it("holds for events that name none, unless strict", async () => {
    const row = eventRow({ _raw: "x" });
    expect((await filterOf("index=main")).test(row)).toBe(true);
    expect((await filterOf("index=main", { settings: { strictIndex: true } })).test(row)).toBe(false);
    expect(await keeps("index=main", { count: "1" })).toBe(false);
  });

  it("shows internal indexes only to patterns that begin with an underscore", async () => {
    expect(await keeps("index=*", { index: "_audit" })).toBe(false);
    expect(await keeps("index=_*", { index: "_audit" })).toBe(true);
    expect(await keeps("index=_audit", { index: "_audit" })).toBe(true);
    expect(await keeps("index=MAIN", { index: "main" })).toBe(true);
  });
});

describe("time", () => {
  it.each<[string, number, boolean]>([
    ["earliest=-800s latest=now", 1_699_999_200, true],
    ["earliest=-800s latest=now", 1_700_000_000, false],
    ["earliest=-1h", 1_700_000_000, true],
    ["earliest=-1h", 1_700_000_001, false],
    ["earliest=0", 5, true],
    ["latest<=-1h", 1_699_996_400, true],
    ['earliest="11/14/2023:12:30:00" latest="11/14/2023:13:00:01"', 1_699_966_800, true],
    ["(earliest=-20s latest=now) OR (earliest=-4h latest=-2h)", 1_699_990_000, true],
    ["(earliest=-20s latest=now) OR (earliest=-4h latest=-2h)", 1_699_999_000, false],
    ["daysago=1", 1_699_920_000, true],
    ["daysago=1", 1_699_800_000, false],
    ["startdaysago=2 enddaysago=1", 1_699_850_000, true],
    ["startdaysago=2 enddaysago=1", 1_699_920_000, false],
    ['starttime="2023-11-14" timeformat="%Y-%m-%d"', 1_699_920_000, true],
    ["starttimeu=1699990000 searchtimespanminutes=10", 1_699_990_500, true],
    ["starttimeu=1699990000 searchtimespanminutes=10", 1_699_990_700, false],
    ["_index_earliest=-1h", 1_699_999_000, true],
  ])("%s at %d: %s", async (text, time, kept) => {
    expect(await keeps(text, { _time: time })).toBe(kept);
  });

  it("says that events without a time are outside", async () => {
    const { test, said } = await filterOf("earliest=-1h latest=now");
    expect(test(Row.of({}))).toBe(false);
    expect(said[0]?.code).toBe("time-unknown");
  });

  it("refuses what is no time", () => {
    const text = "earliest=soon";
    const bench = expressionBench(text);
    compileFilter(parseSearchExpression(text, splVocabulary).tree, bench.services);
    expect(bench.reported).toMatchObject([{ code: "E-TIMEVALUE", span: { start: 9, end: 13 } }]);
  });
});

describe("subsearches", () => {
  const term = "[ search x ]";

  it.each<[string, readonly Fields[], Fields, boolean]>([
    [term, [{ u: "al" }, { u: "bo" }], { u: "BO" }, true],
    [term, [{ u: "al" }, { u: "bo" }], { u: "cy" }, false],
    [
      term,
      [
        { u: "al", h: "1" },
        { u: "bo", h: "2" },
      ],
      { u: "bo", h: "1" },
      false,
    ],
    [term, [{ u: "al", h: "1" }, { u: "bo" }], { u: ["x", "bo"] }, true],
    [term, [{ u: "a*" }], { u: "alice" }, true],
    [term, [{ u: ["al", "bo"] }], { u: "bo" }, true],
    [term, [{ _time: 5, u: "al" }], { u: "al" }, true],
    [term, [{ search: "u=bo OR u=al" }], { u: "al" }, true],
    [`NOT ${term}`, [{ u: "al" }], {}, true],
    [term, [], { u: "al" }, false],
    [`u=${term}`, [{ search: "bo" }], { u: "bo" }, true],
    [`u IN (cy, ${term})`, [{ search: "al, bo" }], { u: "bo" }, true],
    [`u IN (cy, ${term})`, [{ search: "al, bo" }], { u: "cy" }, true],
    [`earliest=${term} latest=now`, [{ search: "1699999000" }], { _time: 1_699_999_500 }, true],
  ])("%s of %o on %o: %s", async (text, subsearch, fields, kept) => {
    expect(await keeps(text, fields, { subsearch })).toBe(kept);
  });

  it("follows the setting for an empty one", async () => {
    expect(await keeps(term, {}, { settings: { emptySubsearch: "everything" } })).toBe(true);
  });

  it("cuts at the limit and says so", async () => {
    const subsearch = Array.from({ length: 10_001 }, (_, i) => ({ u: String(i) }));
    const { test, said } = await filterOf(term, { subsearch });
    expect(test(Row.of({ u: "9999" }))).toBe(true);
    expect(test(Row.of({ u: "10000" }))).toBe(false);
    expect(said[0]?.code).toBe("E-SUBTRUNC");
  });

  it("says when one gives no value to compare with", async () => {
    const { said } = await filterOf(`u=${term}`, { subsearch: [{ u: "al" }] });
    expect(said[0]?.code).toBe("E-COMPRIGHT");
  });
});

describe("clauses", () => {
  const text = 'EventCode=1 (Image="*\\\\wmic.exe" OR ip IN (10.0.0.0/8, x)) NOT user!=bob error';

  it("are comparisons, lists and terms, counted when they hold", async () => {
    const { test, spans, run } = await filterOf(text);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      "EventCode=1",
      'Image="*\\\\wmic.exe"',
      "ip IN (10.0.0.0/8, x)",
      "user!=bob",
      "error",
    ]);
    test(Row.of({ EventCode: "1", Image: "C:\\WMIC.exe", ip: "10.1.1.1", user: "bob", _raw: "an error" }));
    expect([...run.clauseHits.slice(0, 5)]).toEqual([1, 1, 0, 0, 1]);
  });

  it("tell in an explaining run what they saw and where", async () => {
    const { test, traces } = await filterOf(text, { explains: true });
    test(Row.of({ EventCode: "1", Image: "C:\\WMIC.exe", ip: ["y", "10.1.1.1"], user: "al", _raw: "an ERROR" }));
    expect(traces).toEqual([
      { clause: 0, truth: true, field: "EventCode", value: "1", matched: { start: 0, end: 1 } },
      { clause: 1, truth: true, field: "Image", value: "C:\\WMIC.exe", matched: { start: 2, end: 11 } },
      { clause: 2, truth: true, field: "ip", value: ["y", "10.1.1.1"], matched: { start: 2, end: 10 } },
      { clause: 3, truth: true, field: "user", value: "al", matched: { start: 0, end: 2 } },
      { clause: 4, truth: true, field: "_raw", value: "an ERROR", matched: { start: 3, end: 8 } },
    ]);
  });
});
