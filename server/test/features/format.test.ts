import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { format } from "#ide/format.ts";
import { fixture, markdownRule, yamlRule } from "./support.ts";

const LOOSE = "index=x   `sysmon`  EventCode=1|stats count   by host|where count>1";
const LAID_OUT = "index=x `sysmon` EventCode=1\n| stats count by host\n| where count>1";

function formatted(text: string, file?: string): string {
  return applyEdits(text, format(fixture(text, file).analysis));
}

describe("formatting a document", () => {
  it("puts each stage on a line, macros as written, and is stable", () => {
    expect(formatted(LOOSE)).toBe(LAID_OUT);
    expect(formatted(LAID_OUT)).toBe(LAID_OUT);
  });

  it("touches only the search of a YAML rule and indents it as its block", () => {
    const text = yamlRule(LOOSE);
    const after = formatted(text, "rule.yml");
    expect(after).toBe(yamlRule(LAID_OUT));
    expect(formatted(after, "rule.yml")).toBe(after);
  });

  it("touches only the fence of a Markdown rule", () => {
    expect(formatted(markdownRule(LOOSE), "rule.md")).toBe(markdownRule(LAID_OUT));
  });

  it("indents subsearches of several stages and keeps comments", () => {
    expect(formatted("index=x ```why``` [search index=y|dedup a|fields a]|table a", undefined)).toBe(
      "index=x ```why```\n    [search index=y\n    | dedup a\n    | fields a]\n| table a",
    );
  });

  it("writes as the place wants: quoted scalars, plain ones, stanzas of savedsearches.conf", () => {
    for (const [file, text] of [
      ["quoted.yml", `name: R\nanalytics:\n  - name: one\n    query: '${LOOSE}'\n`],
      ["plain.yml", `name: R\nanalytics:\n  - name: one\n    query: ${LOOSE.slice(0, 7)}  a=1|stats count\n`],
      ["savedsearches.conf", `[one]\nsearch = ${LOOSE}\ncron_schedule = * * * * *\n`],
    ] as const) {
      const before = fixture(text, file).analysis.analytics[0];
      const after = fixture(formatted(text, file), file).analysis.analytics[0];
      expect(after?.written.tree.stages.map(({ command }) => command)).toEqual(
        before?.written.tree.stages.map(({ command }) => command),
      );
      expect(after?.problems).toEqual([]);
      expect(formatted(formatted(text, file), file)).toBe(formatted(text, file));
    }
  });

  it("leaves a broken search as it is", () => {
    const text = 'index=x   | eval a=(b   "';
    expect(applyEdits(text, format(fixture(text).analysis))).toContain("eval a=(b");
  });
});

describe("formatting a selection", () => {
  it("changes only what the range touches", () => {
    const { analysis, text, ranges } = fixture("index=x   a=1 | «stats count   by host» |   where count>1");
    expect(applyEdits(text, format(analysis, ranges[0] === undefined ? {} : { range: ranges[0] }))).toBe(
      "index=x   a=1 | stats count by host\n|   where count>1",
    );
  });

  it("takes the editor's indentation", () => {
    const { analysis, text } = fixture("index=x [search index=y|fields a|dedup a]");
    expect(applyEdits(text, format(analysis, { indent: 2 }))).toBe(
      "index=x\n  [search index=y\n  | fields a\n  | dedup a]",
    );
  });
});
