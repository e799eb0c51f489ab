import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits, insert } from "#base/text-edit.ts";
import { precedenceHints } from "#ide/inlay-hints.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { markdownRule, yamlRule } from "./support.ts";

/** The text with its hints put in. */
function hinted(text: string, file = "a.spl", from = 0, to = text.length): string {
  const analysis = analyseDocument(createDocument(file, 1, text), testEnvironment);
  const hints = precedenceHints(analysis, { start: from, end: to });
  return applyEdits(
    text,
    hints.map(({ offset, label }) => insert(offset, label)),
  );
}

describe("hints of precedence", () => {
  it.each([
    ["index=a x=1 OR y=2 z=3", "index=a (x=1 OR y=2) z=3"],
    ["index=a x=1 OR NOT y=2 AND z=3", "index=a (x=1 OR NOT y=2) AND z=3"],
    ["index=a (x=1 OR y=2) z=3", "index=a (x=1 OR y=2) z=3"],
    ["x=1 OR y=2 OR z=3", "x=1 OR y=2 OR z=3"],
    ["index=a | where a=1 OR b=2 AND c=3", "index=a | where a=1 OR (b=2 AND c=3)"],
    ["index=a | where a=1 AND b=2 OR c=3 AND d=4 OR e=5", "index=a | where (a=1 AND b=2) OR (c=3 AND d=4) OR e=5"],
    ["index=a | eval f=if(a=1 OR b=2 AND c=3, 1, 0)", "index=a | eval f=if(a=1 OR (b=2 AND c=3), 1, 0)"],
    [
      "index=a | join b [search index=c x=1 OR y=2 | where a=1 OR b=2 AND c=3]",
      "index=a | join b [search index=c (x=1 OR y=2) | where a=1 OR (b=2 AND c=3)]",
    ],
    ["index=a `m` x=1 OR y=2", "index=a `m` (x=1 OR y=2)"],
    ["index=a x=1 OR", "index=a x=1 OR"],
  ])("%s", (text, expected) => {
    expect(hinted(text)).toBe(expected);
    expect(hinted(expected)).toBe(expected);
  });

  it("stand in the rule file, in the range that is asked for", () => {
    const search = "index=a x=1 OR y=2";
    const written = "index=a (x=1 OR y=2)";
    expect(hinted(markdownRule(search), "a.md")).toBe(markdownRule(written));
    expect(hinted(yamlRule(search), "a.yml")).toBe(yamlRule(written));
    expect(hinted(search, "a.spl", 0, 7)).toBe(search);
  });
});
