import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { definitions } from "#ide/definitions.ts";
import { references } from "#ide/references.ts";
import { rename, renameTarget } from "#ide/rename.ts";
import { asked } from "./hover-asked.ts";
import { fixture } from "./support.ts";

const head = "title: S\nlogsource:\n  product: windows\n  category: process_creation\n";

function rule(
  condition: string,
  selections = "  sel_a:\n    Image: a\n  sel_b:\n    Image: b\n  other:\n    Image: c\n",
): string {
  return `${head}detection:\n${selections}  condition: ${condition}\n`;
}

/** The texts of all places that mean the same as the one at `‸`; keys are marked. */
function meant(marked: string): readonly string[] {
  const { analysis, cursor, text } = fixture(marked, "rule.yml");
  return references(analysis, cursor).map(
    ({ span, definition }) => `${definition ? "key " : ""}${text.slice(span.start, span.end)}`,
  );
}

function renamed(marked: string, to: string): string {
  const { analysis, cursor, text } = fixture(marked, "rule.yml");
  const done = rename(analysis, cursor, to);
  if (done === undefined) return "nothing";
  return "refused" in done ? done.refused : applyEdits(text, done.edits);
}

describe("selections of a Sigma rule by their names", () => {
  it("lead from the condition to their keys, also by a pattern and by them", () => {
    expect(meant(rule("sel_‸a and not other"))).toEqual(["key sel_a", "sel_a"]);
    expect(meant(rule("1 of sel‸_* or other"))).toEqual(["key sel_a", "key sel_b", "sel_*"]);
    expect(meant(rule("all of th‸em"))).toEqual(["key sel_a", "key sel_b", "key other", "them"]);
    const { analysis, cursor, text } = fixture(rule("1 of sel_‸*"), "rule.yml");
    const found = definitions(analysis, cursor, () => []);
    expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(["sel_a", "sel_b"]);
  });

  it("lead from a key to all words of the condition that mean it", () => {
    const selections = "  sel‸_a:\n    Image: a\n  _hidden:\n    Image: b\n";
    expect(meant(rule("(sel_a or 1 of sel*) and all of them | count() by sel_a > 2", selections))).toEqual([
      "key sel_a",
      "sel_a",
      "sel*",
      "them",
    ]);
    expect(meant(rule("1 of them", "  a:\n    Image: a\n  _hid‸den:\n    Image: b\n"))).toEqual(["key _hidden"]);
  });

  it("are found in conditions of every style, and in several", () => {
    for (const condition of [
      "'sel_a and sel_‸b'",
      '"sel_a and \\\n    sel_‸b"',
      "sel_a\n    and sel_‸b",
      ">-\n    sel_a\n    and sel_‸b",
      "|\n    sel_a\n    and sel_‸b",
      "\n    - sel_a\n    - sel_‸b and other",
    ]) {
      expect(meant(rule(condition)), condition).toEqual(["key sel_b", "sel_b"]);
      expect(renamed(rule(condition), "picked"), condition).toBe(
        rule(condition).replace("‸", "").replaceAll("sel_b", "picked"),
      );
    }
  });

  it("are not renamed where the condition would mean something else", () => {
    const of = (to: string, condition = "1 of sel_* and oth‸er") => renamed(rule(condition), to);
    expect(of("sel_c")).toBe("The condition's “sel_*” would mean “sel_c” too.");
    expect(of("sel_a")).toBe("The rule has a selection “sel_a” already.");
    expect(of("not")).toContain("none of the condition's own words");
    expect(of("a b")).toContain("use letters");
    expect(of("x", "1 of sel‸_*")).toBe("“sel_*” means several selections; rename them where they stand.");
    expect(of("x", "missin‸g")).toBe("The rule has no selection “missing”.");
    expect(renamed(rule("1 of sel_*").replace("sel_a:", "sel‸_a:"), "x")).toContain("would not hold for “x”");
    expect(of("fine-1")).toBe(rule("1 of sel_* and fine-1").replace("other:", "fine-1:"));
  });

  it("stay apart in the documents of one file", () => {
    const both = `${rule("sel_‸a")}---\n${rule("sel_a")}`;
    expect(meant(both)).toEqual(["key sel_a", "sel_a"]);
    expect(renamed(both, "x")).toContain("---\ntitle: S");
  });

  it("are shown on a word of the condition", () => {
    const on = (condition: string) => asked(rule(condition), "rule.yml");
    expect(on("oth‸er")).toMatchObject({ on: "other", contents: "```yaml\nother:\n    Image: c\n```" });
    expect(on("1 of sel_‸*")?.contents).toMatch(/sel_a:[\s\S]*sel_b:/);
    expect(on("miss‸ing")?.contents).toBe("The rule has no selection that this means.");
    expect(on("sel_a an‸d sel_b")?.contents).toBeUndefined();
  });

  it("are named in Sigma rules alone", () => {
    expect(meant("detection:\n  a‸: 1\n  condition: a\n")).toEqual([]);
    const { analysis, cursor } = fixture(rule("sel_a").replace("Image: a", "Ima‸ge: a"), "rule.yml");
    expect(renameTarget(analysis, cursor)).toBeUndefined();
  });
});

describe("anchors of a YAML file", () => {
  const text = "a: &one\n  x: 1\nb: *one\nc: &two [1]\nd: &one 2\ne: { f: *one, g: *two }\n";
  const at = (needle: string) => text.replace(needle, `${needle.slice(0, 2)}‸${needle.slice(2)}`);

  it("lead to the aliases that mean them", () => {
    expect(meant(at("&one\n"))).toEqual(["key one", "one"]);
    expect(meant(at("*one,"))).toEqual(["key one", "one"]);
    expect(meant(at("*two"))).toEqual(["key two", "two"]);
    expect(meant(text.replace("x: 1", "x: ‸1"))).toEqual([]);
  });

  it("are renamed with them", () => {
    expect(renamed(at("&one\n"), "first")).toBe(text.replace("&one\n", "&first\n").replace("b: *one", "b: *first"));
    expect(renamed(at("*two"), "one")).toBe("The file has an anchor “one” already.");
    expect(renamed(at("*two"), "a b")).toContain("cannot be called");
  });
});
