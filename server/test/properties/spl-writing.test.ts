import { basename } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { formatSpl } from "#syntax/spl/format.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { printSpl } from "#syntax/spl/print.ts";
import { sameTree } from "#syntax/spl/same-tree.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";

describe("writing searches", () => {
  const searches = corpusSearches();
  const parse = (text: string) => parseSpl(text, splVocabulary);
  const format = (text: string) => applyEdits(text, formatSpl(parse(text), splVocabulary));

  it.skipIf(searches.length === 0)("prints public searches so that they parse to the same tree", () => {
    const changed = searches.filter(({ text }) => {
      const parsed = parse(text);
      return parsed.problems.length === 0 && !sameTree(parsed.tree, parse(printSpl(parsed)).tree);
    });
    expect(changed.map(({ file }) => basename(file))).toEqual([]);
  });

  it.skipIf(searches.length === 0)("formats public searches: same tree, comments kept, stable", () => {
    const wrong: string[] = [];
    let formatted = 0;
    for (const { file, text } of searches) {
      const once = format(text);
      if (once !== text) formatted++;
      const solid = (any: string) => any.replace(/\s+/g, "");
      if (solid(once) !== solid(text) || format(once) !== once) wrong.push(basename(file));
    }
    expect(wrong).toEqual([]);
    expect(formatted).toBeGreaterThan(searches.length / 2);
  });

  it("never changes the tree of an edited search and is stable", () => {
    const seeds = [
      "a=1 OR b | stats count by c | join d [search e | table f] ```g``` | eval h=if(i,\"j  k\",'l  m')",
      ...searches.slice(0, 200).map(({ text }) => text),
    ];
    const piece = fc.constantFrom("|", " ", "\n", "  ", "[", "]", "(", ")", '"', "'", "`", ",", "=", "```");
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(4000), piece, (seed, place, inserted) => {
        const at = place % (seed.length + 1);
        const text = seed.slice(0, at) + inserted + seed.slice(at);
        const once = format(text);
        expect(sameTree(parse(text).tree, parse(once).tree)).toBe(true);
        expect(format(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
