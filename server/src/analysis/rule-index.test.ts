import { describe, expect, it } from "vitest";
import { testEnvironment } from "#test/support/environment.ts";
import { RuleIndex } from "./rule-index.ts";

const RULE = `name: Remote WMI
id: 0b1c2d3e-0000-4000-8000-000000000001
status: test
attack: { techniques: [T1047] }
analytics:
  - name: By command line
    query: index=x CommandLine="*process call create*"
`;

describe("the index of rules", () => {
  it("finds rules and analytics by name, id and technique, at their places", () => {
    const index = new RuleIndex(testEnvironment);
    index.set("file:///a/rule.yml", RULE);
    index.set("file:///b/page.md", "# Nothing here\n");
    expect(index.size).toBe(1);
    expect(index.search("wmi").map(({ name }) => name)).toEqual(["Remote WMI", "By command line"].slice(0, 1));
    expect(index.search("t1047").map(({ kind }) => kind)).toEqual(["rule", "analytic"]);
    expect(index.search("0b1c2d3e command")).toMatchObject([
      { name: "By command line", start: { line: 5, column: 10 } },
    ]);
  });

  it("replaces what an edit changed and forgets what is gone", () => {
    const index = new RuleIndex(testEnvironment);
    index.set("file:///rule.yml", RULE);
    index.set("file:///rule.yml", RULE.replace("Remote WMI", "Local WMI"));
    expect(index.search("remote")).toEqual([]);
    expect(index.search("local wmi")).toHaveLength(1);
    index.delete("file:///rule.yml");
    expect(index.search("")).toEqual([]);
  });

  it("reads a text that is being edited when it is asked, and the last one alone", () => {
    const index = new RuleIndex(testEnvironment);
    index.set("file:///rule.yml", RULE);
    index.edit("file:///rule.yml", "name: half");
    index.edit("file:///rule.yml", RULE.replace("Remote WMI", "Local WMI").replace("0b1c", "ffff"));
    expect(index.ids.filesWith("ffff2d3e-0000-4000-8000-000000000001")).toEqual(["file:///rule.yml"]);
    expect(index.search("local wmi")).toHaveLength(1);
    index.edit("file:///rule.yml", "# nothing\n");
    expect(index.size).toBe(0);
    index.edit("file:///rule.yml", RULE);
    index.set("file:///rule.yml", "# on disk\n");
    index.delete("file:///rule.yml");
    expect(index.search("remote")).toHaveLength(1);
    index.close("file:///rule.yml");
    index.set("file:///rule.yml", RULE.replace("Remote WMI", "WMI on disk"));
    expect(index.search("wmi on disk")).toHaveLength(1);
  });

  it("knows which files use a macro, lookup or saved search", () => {
    const index = new RuleIndex(testEnvironment);
    index.set("file:///a.spl", "`m(1)` | lookup assets host | append [| savedsearch nightly]");
    index.set("file:///b.spl", 'index=x `m` | inputlookup append=t "assets"');
    index.set("file:///c.spl", "index=x ```comment with `m` ``` | from savedsearch:nightly");
    const using = (kind: "macro" | "lookup" | "saved-search", name: string, arity?: number) =>
      index.filesUsing({ kind, name, arity }).map((uri) => uri.slice(-5));
    expect(using("macro", "m", 1)).toEqual(["a.spl"]);
    expect(using("macro", "m", 0)).toEqual(["b.spl"]);
    expect(using("lookup", "assets")).toEqual(["a.spl", "b.spl"]);
    expect(using("saved-search", "nightly")).toEqual(["a.spl", "c.spl"]);
  });

  it("knows which files share an id, Sigma rules left out", () => {
    const index = new RuleIndex(testEnvironment);
    const id = "0B1C2D3E-0000-4000-8000-000000000001";
    index.set("file:///a.yml", RULE);
    index.set("file:///b.yml", RULE.replace("Remote", "Local"));
    index.set("file:///sigma.yml", `title: a\nid: ${id}\nlogsource: {}\ndetection: {}\n`);
    expect(index.ids.filesWith(id)).toEqual(["file:///a.yml", "file:///b.yml"]);
    index.set("file:///b.yml", RULE.replace("0b1c", "ffff"));
    index.delete("file:///a.yml");
    expect(index.ids.filesWith(id)).toEqual([]);
  });

  it("takes half-typed files", () => {
    const index = new RuleIndex(testEnvironment);
    index.set("file:///rule.yml", `${RULE}  - name: "Open`);
    expect(index.search("remote")).toHaveLength(1);
  });
});
