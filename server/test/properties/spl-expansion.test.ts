import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { expandMacros } from "#semantics/spl/expand.ts";
import { typeProblems } from "#semantics/spl/types.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";
import { testEnvironment } from "#test/support/environment.ts";

describe("public searches with their macros expanded", () => {
  const searches = corpusSearches();
  const vocabulary = vocabularyOf(testEnvironment.dialect);

  it.skipIf(searches.length === 0)("parse as they do with the calls in place, every stage known", () => {
    const wrong: string[] = [];
    // Macros that the public content calls and does not define.
    const undefinedThere = new Set(["exchange", "get_asset"]);
    for (const { file, text } of searches) {
      const expansion = expandMacros(text, testEnvironment);
      const written = parseSpl(text, vocabulary).problems.length;
      const expanded = parseSpl(expansion.text, vocabulary);
      for (const { name, arity, definition } of expansion.calls) {
        if (definition === undefined && !undefinedThere.has(name))
          wrong.push(`${basename(file)} unknown ${name}(${arity})`);
      }
      for (const { code } of expansion.problems) wrong.push(`${basename(file)} ${code}`);
      if (expanded.problems.length > written)
        wrong.push(
          `${basename(file)} ${expanded.problems.map((one) => `${one.code} ${expansion.text.slice(one.span.start, one.span.end)}`)}`,
        );
      walk(expanded.tree, (node) => {
        if (node.kind !== "stage" || node.status === "known") return;
        if (!undefinedThere.has(node.macro?.name ?? "")) wrong.push(`${basename(file)} ${node.status} stage`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it.skipIf(searches.length === 0)("have no type errors", () => {
    const found = searches.flatMap(({ file, text }) => {
      const { tree } = parseSpl(expandMacros(text, testEnvironment).text, vocabulary);
      return typeProblems(tree, testEnvironment.dialect).map(
        ({ code, message }) => `${basename(file)} ${code} ${message}`,
      );
    });
    expect(found).toEqual([]);
  });
});
