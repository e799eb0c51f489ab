import { describe, expect, it } from "vitest";
import { folds } from "#ide/folding.ts";
import { selections } from "#ide/selection.ts";
import { fixture, markdownRule, yamlRule } from "./support.ts";

const SEARCH = `index=x
    EventCode=1
| join user
    [search index=y
    | fields user
    ]
| table user \`\`\`one
line\`\`\``;

function foldedLines(text: string, file?: string): readonly string[] {
  return (folds(fixture(text, file).analysis) ?? []).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === "comment" ? " comment" : ""}`,
  );
}

describe("folding", () => {
  it("folds stages, subsearches and comments of several lines", () => {
    expect(foldedLines(SEARCH)).toEqual(["0-1", "2-5", "3-4", "6-7 comment"]);
  });

  it("folds the search inside a Markdown fence only", () => {
    expect(foldedLines(markdownRule(SEARCH), "rule.md")).toEqual(["5-6", "7-10", "8-9", "11-12 comment"]);
  });

  it("folds a YAML rule by its indentation too", () => {
    const lines = foldedLines(yamlRule(SEARCH), "rule.yml");
    expect(lines).toEqual(expect.arrayContaining(["1-11", "3-11", "4-5", "6-9", "7-8"]));
  });

  it("leaves documents without searches to the editor", () => {
    expect(folds(fixture("a:\n  b: 1\n", "other.yml").analysis)).toBeUndefined();
  });
});

describe("growing a selection", () => {
  const texts = (marked: string, file?: string): readonly string[] => {
    const { analysis, text, cursor } = fixture(marked, file);
    return selections(analysis, cursor).map(({ start, end }) => text.slice(start, end));
  };

  it("goes from the word through argument, stage and subsearch to the search", () => {
    expect(texts('index=x [search a="b ‸c" | fields a] | table a')).toEqual([
      "b c",
      '"b c"',
      'a="b c"',
      'search a="b c"',
      'search a="b c" | fields a',
      '[search a="b c" | fields a]',
      'index=x [search a="b c" | fields a]',
      'index=x [search a="b c" | fields a] | table a',
    ]);
  });

  it("takes in calls and assignments, then the stage with its pipe", () => {
    expect(texts("index=x | eval a=lower(us‸er), b=1")).toEqual([
      "user",
      "lower(user)",
      "a=lower(user)",
      "eval a=lower(user), b=1",
      "| eval a=lower(user), b=1",
      "index=x | eval a=lower(user), b=1",
    ]);
  });

  it("holds in a YAML host, and each span holds the one before", () => {
    const { analysis, text, cursor } = fixture(yamlRule("index=x `sys‸mon`\n| table a"), "rule.yml");
    const spans = selections(analysis, cursor);
    expect(text.slice(spans[0]?.start, spans[0]?.end)).toBe("sysmon");
    for (const [index, span] of spans.entries()) {
      const next = spans[index + 1] ?? span;
      expect(next.start <= span.start && span.end <= next.end).toBe(true);
    }
  });

  it("has nothing outside of searches", () => {
    expect(texts(`# Ti‸tle\n\n\`\`\`spl\nindex=x\n\`\`\`\n`, "rule.md")).toEqual([]);
  });
});
