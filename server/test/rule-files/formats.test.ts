import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { detectRuleFormat } from "#semantics/rule/detect.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";

describe("the format of a file", () => {
  it.each([
    ["a/b.md", "", "markdown"],
    ["file:///x/Rule.SPL", "", "spl"],
    ["savedsearches.conf", "", "savedsearches"],
    ["C:\\app\\local\\eventtypes.conf", "[a]\nsearch = x\n", "savedsearches"],
    ["inputs.conf", "[a]\nindex = x\n", "other"],
    ["a.yml", "name: x\nanalytics:\n", "rulehound"],
    ["a.rule.yaml", "", "rulehound"],
    ["rule.yml", "name: x", "rulehound"],
    ["rule.yml", "name: x\nsearch: y", "security-content"],
    ["a.yml", "name: x\nsearch: y", "security-content"],
    ["a.yml", '"title": x\ndetection:\n  a: b', "sigma"],
    ["a.yml", "title: x\ncorrelation:\n  type: event_count", "sigma"],
    ["a.yml", "name: x", "other"],
    ["docker-compose.yml", "services:\n  search: x\n", "other"],
    ["x.txt", "index=a", "other"],
  ])("%s with %j is %s", (name, text, format) => {
    expect(detectRuleFormat(name, text)).toBe(format);
    expect(parseRuleFile(name, text).format).toBe(format);
  });
});

describe("a .spl file", () => {
  it("is one analytic named after the file", () => {
    const file = parseRuleFile("rules/My Search.v2.spl", "\uFEFFindex=a\r\n| head 1\r\n");
    expect(file.analytics).toMatchObject([
      { id: "my-search-v2", name: "My Search.v2", query: { text: "index=a\r\n| head 1\r\n" } },
    ]);
    const query = file.analytics[0]?.query;
    expect(query?.encode([{ span: { start: 7, end: 7 }, text: "\n| x" }])).toEqual([
      { span: { start: 8, end: 8 }, text: "\r\n| x" },
    ]);
  });

  it("has its analytic when it is empty, so that one can begin to type", () => {
    expect(parseRuleFile("a.spl", "").analytics).toMatchObject([{ id: "a", query: { text: "" } }]);
  });
});

describe("security_content", () => {
  const text = `name: Über WMI
id: 1-2
status: production
date: '2024-09-30'
search: 'index=a user="it''s"

  | stats count'
tags:
  mitre_attack_id:
  - T1047
tests:
- name: True positive
  attack_data:
  - data: https://example.org/x.log
    sourcetype: x
  - data: logs/x.log
    sourcetype: XmlWinEventLog
    custom_index: main
`;

  it("gives its search, metadata and tests with local data", () => {
    const file = parseRuleFile("a.yml", text);
    expect(file.analytics).toMatchObject([
      { id: "uber-wmi", name: "Über WMI", query: { text: 'index=a user="it\'s"\n| stats count' } },
    ]);
    expect(file.metadata).toMatchObject({
      id: { value: "1-2" },
      status: { value: "production" },
      date: { value: "2024-09-30" },
      techniques: [{ value: "T1047" }],
    });
    const samples = [{ path: { value: "logs/x.log" }, sourcetype: "XmlWinEventLog", index: "main" }];
    expect(file.tests).toMatchObject([{ analytic: "uber-wmi", samples, expect: { count: { min: 1 } } }]);
    expect(file.problems).toEqual([]);
    for (const { value, span } of [...file.metadata.techniques, ...(file.metadata.id ? [file.metadata.id] : [])])
      expect(text.slice(span.start, span.end)).toBe(value);
  });

  it.each([
    ["search: |-\n  index=a\n  | head 1\n"],
    ["search: >-\n  index=a\n\n  | head 1\n"],
    ['search: "index=a\\n| head 1"\n'],
    ["search: index=a\n\n  | head 1\n"],
    ["x: &q 'index=a\n\n  | head 1'\nsearch: *q\n"],
  ])("reads %j", (search) => {
    const file = parseRuleFile("a.yml", `name: x\n${search}status: test\n`);
    expect(file.analytics.map(({ query }) => query.text)).toEqual(["index=a\n| head 1"]);
    expect(file.problems).toEqual([]);
  });

  it("keeps the search while its quote is open", () => {
    const open = text.replace("count'", "count by ");
    const file = parseRuleFile("a.yml", open);
    expect(file.analytics[0]?.query.text).toBe('index=a user="it\'s"\n| stats count by');
    expect(file.metadata.techniques).toHaveLength(1);
    expect(file.problems.map(({ span, code }) => [open.slice(span.start, span.end), code])).toEqual([
      ["'index=a", "yaml/syntax"],
    ]);
  });
});

describe("saved searches", () => {
  const text = `# comment \\
[First one]
action.email = 1
search = index=a \\
  | stats count \\
  | head 1
[Second]
search=
[third
cron_schedule = * * * * * \\
search = not a key
search = x=1
`;

  it("give one analytic for each search, with continued lines joined", () => {
    const file = parseRuleFile("savedsearches.conf", text);
    expect(file.analytics.map(({ id, query }) => [id, query.text])).toEqual([
      ["first-one", "index=a \n  | stats count \n  | head 1"],
      ["second", ""],
      ["third", "x=1"],
    ]);
    expect(file.problems.map(({ span, code }) => [text.slice(span.start, span.end), code])).toEqual([
      ["[third", "conf/open-stanza"],
    ]);
  });

  it.each([["\n"], ["\r\n"]])("write line breaks with a backslash (%j)", (eol) => {
    const source = text.replaceAll("\n", eol);
    const query = parseRuleFile("savedsearches.conf", source).analytics[0]?.query;
    const at = query?.text.indexOf("head 1") ?? 0;
    const edits = [
      { span: { start: at, end: at + 6 }, text: "head 2\n| x" },
      { span: { start: 7, end: 8 }, text: "" },
    ];
    const after = applyEdits(source, query?.encode(edits) ?? []);
    expect(after).toBe(source.replace("a \\", "a\\").replace("head 1", `head 2\\${eol}| x`));
    expect(parseRuleFile("savedsearches.conf", after).analytics[0]?.query.text).toBe(
      "index=a\n  | stats count \n  | head 2\n| x",
    );
    expect(() => query?.encode([{ span: { start: 0, end: 0 }, text: "x\\\n" }])).toThrow(RangeError);
  });
});

describe("Sigma", () => {
  it("is recognised with its metadata", () => {
    const file = parseRuleFile(
      "a.yml",
      "title: X\nid: u\ntags:\n  - attack.discovery\n  - attack.t1016.001\n  - cve.2021\nlogsource: {product: windows}\ndetection: {s: {a: b}, condition: s}\n",
    );
    expect(file).toMatchObject({ format: "sigma", analytics: [], problems: [] });
    expect(file.metadata).toMatchObject({
      name: { value: "X" },
      techniques: [{ value: "T1016.001" }],
      tactics: [{ value: "discovery" }],
    });
  });
});
