import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compileExpression } from "#engine/compile/eval.ts";
import { probeRun } from "#engine/compile/probe-run.ts";
import { Row } from "#events/row.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { parseEvalExpression, parseSearchExpression } from "#syntax/spl/parser.ts";
import { splDialect, splVocabulary } from "./dialect.ts";

function hasher(name: string) {
  const text = `${name}(s)`;
  const expression = compileExpression(parseEvalExpression(text, splVocabulary).tree, {
    settings: DEFAULT_SETTINGS,
    dialect: splDialect,
    text,
    lookup: () => undefined,
    subsearchRows: () => () => [],
    parseSearch: (inner) => parseSearchExpression(inner, splVocabulary).tree,
    parseEval: (inner) => parseEvalExpression(inner, splVocabulary).tree,
    report: (problem) => expect(problem).toBeUndefined(),
  })(probeRun(DEFAULT_SETTINGS));
  if (expression instanceof Promise) throw new Error("Only subsearches are awaited.");
  return (s: string) => expression(Row.of([["s", s]]));
}

/** Every length around the blocks of 64 and 128 bytes, and texts of several bytes a character. */
const TEXTS = ["é", "日本", "𝄞", ...Array.from({ length: 260 }, (_, length) => "y".repeat(length)), "z".repeat(5000)];

describe.each(["md5", "sha1", "sha256", "sha512"])("%s", (name) => {
  it("agrees with another implementation", () => {
    const hash = hasher(name);
    for (const text of TEXTS) expect(hash(text)).toBe(createHash(name).update(text, "utf8").digest("hex"));
  });
});
