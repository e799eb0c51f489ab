import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { checkParse } from "#test/support/check-parse.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";

/** Real searches that are wrong indeed: one parenthesis too many, one too few. */
const WRONG: ReadonlyMap<string, string> = new Map([
  ["CAR-2020-11-008.yaml", "E-PARENS"],
  ["CAR-2020-11-010.yaml", "E-EXPECTED"],
]);

describe("public searches", () => {
  const searches = corpusSearches();

  it.skipIf(searches.length === 0)("parse without a false syntax error", () => {
    const found = searches.flatMap(({ file, text }) =>
      checkParse(text, splVocabulary).problems.map(({ code, span }) => ({
        file: basename(file),
        code,
        text: text.slice(span.start, span.end + 40),
      })),
    );
    expect(searches.length).toBeGreaterThan(800);
    expect(found.filter(({ file, code }) => WRONG.get(file) !== code)).toEqual([]);
  });

  it.skipIf(searches.length === 0)("have known commands at every stage that is no macro", () => {
    const unknown = searches.flatMap(({ text }) =>
      checkParse(text, splVocabulary)
        .tree.stages.filter(({ status }) => status === "unknown")
        .map(({ command }) => command),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });
});
