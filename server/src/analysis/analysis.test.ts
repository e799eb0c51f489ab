import { describe, expect, it } from "vitest";
import { testEnvironment } from "#test/support/environment.ts";
import { analyseDocument } from "./analysis.ts";
import { createDocument } from "./document.ts";

const text = (searches: readonly string[]): string =>
  `name: a\nanalytics:\n${searches.map((search, n) => `  - name: analytic ${n}\n    query: ${search}\n`).join("")}`;
const document = (version: number, searches: readonly string[]) =>
  createDocument("file:///rule.yml", version, text(searches));

/** More characters of search than are remembered without a document. */
const MANY = Array.from({ length: 3000 }, (_, n) => `index=x EventCode=${n} CommandLine="*${"a".repeat(40)}*"`);

describe("the analysis of a document", () => {
  it("keeps the analyses of all searches that an edit left as they are, however many", () => {
    const before = analyseDocument(document(1, MANY), testEnvironment);
    const kept = new Set(before.analytics.map(({ search }) => search));
    const edited = MANY.with(1500, "index=y");
    const typed = analyseDocument(document(2, ["index=z", ...MANY]), testEnvironment, before);
    const after = analyseDocument(document(3, edited), testEnvironment, typed);
    expect(after.analytics.filter(({ search }) => !kept.has(search)).map(({ text }) => text)).toEqual(["index=y"]);
  });

  it("analyses anew under another environment", () => {
    const before = analyseDocument(document(1, ["index=x"]), testEnvironment);
    const other = { ...testEnvironment, revision: testEnvironment.revision + 1 };
    const after = analyseDocument(document(2, ["index=x"]), other, before);
    expect(after.analytics[0]?.search).not.toBe(before.analytics[0]?.search);
    expect(after.analytics[0]?.environment).toBe(other);
  });
});
