import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";

function read(text: string) {
  const file = parseRuleFile("x.rule.yml", text);
  return { file, problems: file.problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]) };
}

const sound = `name: N
status: test
attack: {techniques: [T1047], tactics: [TA0002], data_components: ["Process: Process Creation"]}
analytics:
  - name: One
    query: index=a
  - name: Two
    language: spl
    query: |
      index=b
      | head 1
    samples: two.jsonl
samples:
  - all.jsonl
  - {path: all.xml, sourcetype: XmlWinEventLog, host: h}
tests:
  - name: t
    analytic: Two
    expect: {matches: true, count: {min: 1, max: 3}, rows: [{a: 1}], clauses: {index=b: 2}}
  - name: u
    analytic: one
    events: [{a: 1}]
    expect: {matches: 0}
`;

describe("a sound rule file", () => {
  it("is read whole, every text in its place", () => {
    const { file, problems } = read(sound);
    expect(problems).toEqual([]);
    expect(file.analytics).toMatchObject([
      { id: "one", query: { text: "index=a" }, samples: [{ path: { value: "all.jsonl" } }, { host: "h" }] },
      { id: "two", query: { text: "index=b\n| head 1\n" }, samples: [{ path: { value: "two.jsonl" } }] },
    ]);
    expect(file.tests).toMatchObject([
      { analytic: "two", samples: [{ path: { value: "two.jsonl" } }] },
      { analytic: "one", samples: [], events: [{ a: 1 }], expect: { matches: 0 } },
    ]);
    expect(file.tests[0]?.expect).toEqual({
      matches: true,
      count: { min: 1, max: 3 },
      rows: [{ a: 1 }],
      clauses: { "index=b": 2 },
    });
    expect(file.metadata.dataComponents).toMatchObject([{ value: "Process: Process Creation" }]);
    for (const { nameSpan, name } of file.analytics)
      expect(nameSpan && sound.slice(nameSpan.start, nameSpan.end)).toBe(name);
  });

  it("takes edits of its queries", () => {
    const query = read(sound).file.analytics[1]?.query;
    const after = applyEdits(sound, query?.encode([{ span: { start: 8, end: 8 }, text: "| where x='y'\n" }]) ?? []);
    expect(after).toBe(sound.replace("      | head 1", "      | where x='y'\n      | head 1"));
  });

  it("keeps an analytic's id while others change", () => {
    const { file } = read(sound.replace("name: One", "name: Zero"));
    expect(file.analytics.map(({ id }) => id)).toEqual(["zero", "two"]);
  });
});

describe("what does not fit", () => {
  it.each([
    ["status: test", "statsu: test", "rule/unknown-key", "statsu"],
    ["status: test", "status: stabel", "rule/bad-value", "stabel"],
    ["status: test", "date: tomorrow", "rule/bad-value", "tomorrow"],
    ["status: test", "status:", "rule/wrong-type", "status"],
    ["status: test", "id: [1]", "rule/wrong-type", "[1]"],
    ["name: N\n", "", "rule/missing-key", "status"],
    ["techniques: [T1047]", "techniques: T1047", "rule/wrong-type", "T1047"],
    ["{techniques", "{technique", "rule/unknown-key", "technique"],
    ["language: spl", "language: kql", "rule/bad-value", "kql"],
    ["name: Two", "name: One", "rule/duplicate-name", "One"],
    ["    query: index=a\n", "", "rule/missing-key", "name"],
    ["query: index=a", "query:", "rule/wrong-type", "query"],
    ["query: index=a", "query: {a: b}", "rule/wrong-type", "{a: b}"],
    ["samples: two.jsonl", "samples: {paht: x}", "rule/missing-key", "paht"],
    ["- all.jsonl", "- [x]", "rule/wrong-type", "[x]"],
    ["analytic: Two", "analytic: Tow", "rule/unknown-analytic", "Tow"],
    ["    analytic: Two\n", "", "rule/missing-key", "name"],
    ["matches: true", "matches: many", "rule/wrong-type", "many"],
    ["min: 1", "min: -1", "rule/wrong-type", "-1"],
    ["min: 1", "least: 1", "rule/unknown-key", "least"],
    ["rows: [{a: 1}]", "rows: [a]", "rule/wrong-type", "a"],
    ["{index=b: 2}", "[x]", "rule/wrong-type", "clauses"],
    ["events: [{a: 1}]", "events: {a: 1}", "rule/wrong-type", "{a: 1}"],
    ["    expect: {matches: 0}\n", "", "rule/missing-key", "name"],
    ["status: test", "name: M", "yaml/duplicate-key", "name"],
  ])("%j changed to %j", (from, to, code, at) => {
    const changed = sound.replace(from, to);
    expect(changed).not.toBe(sound);
    expect(read(changed).problems).toContainEqual([code, at]);
  });

  it.each([
    ["status: test", "statsu: test", "status: test"],
    ["status: test", "status: stabel", "status: stable"],
    ["analytics:", "analytcs:", "analytics:"],
    ["analytic: Two", "analytic: Tow", 'analytic: "Two"'],
    ["analytic: Two", "analytic: 'Tow'", 'analytic: "Two"'],
  ])("%j mistyped as %j is mended", (from, to, mended) => {
    const text = sound.replace(from, to);
    const fix = read(text).file.problems.find(({ fix }) => fix)?.fix;
    expect(applyEdits(text, fix?.edits ?? [])).toBe(sound.replace(from, mended));
  });

  it("is told for an empty, a half-typed and a wholly different file", () => {
    expect(read("").problems).toEqual([["rule/missing-key", ""]]);
    expect(read("# only a comment\n").problems).toEqual([["rule/missing-key", "#"]]);
    expect(read("- a\n").problems).toEqual([["rule/wrong-type", ""]]);
    expect(read("name: x\nana").problems).toEqual([
      ["rule/missing-key", "name"],
      ["yaml/syntax", "ana"],
    ]);
    expect(read(`${sound}---\nx: 1\n`).problems).toEqual([["rule/second-document", "x: 1"]]);
  });

  it("leaves the rest standing: a query with an open quote", () => {
    const { file, problems } = read(sound.replace("query: index=a", "query: 'index=a | "));
    expect(problems).toEqual([["yaml/syntax", "'index=a"]]);
    expect(file.analytics.map(({ query }) => query.text)).toEqual(["index=a |", "index=b\n| head 1\n"]);
    expect(file.tests).toHaveLength(2);
  });
});
