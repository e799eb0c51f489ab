import { describe, expect, it } from "vitest";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";

/** The commands of all stages, subsearches included. */
function stages(text: string): readonly string[] {
  const found: string[] = [];
  walk(parseSpl(text, splVocabulary).tree, (node) => {
    if (node.kind === "stage") found.push(node.status === "macro" ? "`" : node.command);
  });
  return found;
}

/** How many of the stages of a text are still there, in order, after an edit. */
function kept(before: readonly string[], after: readonly string[]): number {
  let at = 0;
  let count = 0;
  for (const name of before) {
    const next = after.indexOf(name, at);
    if (next === -1) continue;
    at = next + 1;
    count++;
  }
  return count;
}

/** A small generator of numbers that gives the same ones every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("recovery from one edit of a public search", () => {
  const texts = corpusSearches().map(({ text }) => text);

  it.skipIf(texts.length === 0).each([
    ["insert a quote", '"', 0, 0.985],
    ["insert a backtick", "`", 0, 0.99],
    ["insert a bracket", "[", 0, 0.985],
    ["insert a closing bracket", "]", 0, 0.985],
    ["insert a parenthesis", "(", 0, 0.985],
    ["delete a character", "", 1, 0.985],
  ])("%s", (_name, piece, cut, least) => {
    const next = random(7);
    let all = 0;
    let left = 0;
    for (const text of texts) {
      const before = stages(text);
      for (let turn = 0; turn < 2; turn++) {
        const at = Math.floor(next() * text.length);
        const after = stages(text.slice(0, at) + piece + text.slice(at + cut));
        all += before.length;
        left += kept(before, after);
      }
    }
    expect(left / all).toBeGreaterThan(least);
  });
});
