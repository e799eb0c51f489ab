import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { folds } from "#ide/folding.ts";
import { format } from "#ide/format.ts";
import { references } from "#ide/references.ts";
import { rename } from "#ide/rename.ts";
import { selections } from "#ide/selection.ts";
import { semanticTokens } from "#ide/semantic-tokens.ts";
import { signatureHelp } from "#ide/signature-help.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";
import { fixture } from "./support.ts";

/** Every fifth file of the public detections. */
const FILES = [...new Set(corpusSearches().map(({ file }) => file))].filter((_, index) => index % 5 === 0);

describe.skipIf(FILES.length === 0)("features on public detections", () => {
  const rules = FILES.map((file) => fixture(readFileSync(file, "utf8"), "rule.yml")).filter(
    ({ analysis }) => analysis.analytics.length > 0,
  );

  it("give tokens in order, each on a line, and folds within the file", () => {
    expect(rules.length).toBeGreaterThan(100);
    for (const { analysis, text } of rules) {
      let end = 0;
      for (const { span } of semanticTokens(analysis)) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(span.start, span.end)).toMatch(/^[^\r\n]+$/);
        end = span.end;
      }
      const lines = text.split("\n").length;
      for (const { startLine, endLine } of folds(analysis) ?? []) {
        expect(endLine).toBeGreaterThan(startLine);
        expect(endLine).toBeLessThan(lines);
      }
    }
  });

  it("answer at any place of a search", () => {
    for (const { analysis } of rules) {
      for (const { analytic } of analysis.analytics) {
        for (let offset = analytic.span.start; offset <= analytic.span.end; offset += 37) {
          const spans = selections(analysis, offset);
          for (const [index, span] of spans.entries()) {
            const next = spans[index + 1] ?? span;
            expect(next.start <= span.start && span.end <= next.end).toBe(true);
          }
          signatureHelp(analysis, offset, true);
          references(analysis, offset);
        }
      }
    }
  });

  it("format to what formats no further, and leave the rest of the file", () => {
    let changed = 0;
    for (const { analysis, text } of rules) {
      const after = applyEdits(text, format(analysis));
      if (after !== text) changed += 1;
      const again = fixture(after, "rule.yml");
      expect(applyEdits(after, format(again.analysis))).toBe(after);
      expect(after.slice(0, analysis.analytics[0]?.analytic.span.start)).toBe(
        text.slice(0, analysis.analytics[0]?.analytic.span.start),
      );
      expect(again.analysis.analytics.map(({ written }) => written.tree.stages.length)).toEqual(
        analysis.analytics.map(({ written }) => written.tree.stages.length),
      );
    }
    expect(changed).toBeGreaterThan(0);
  });

  it("rename what a search makes so that the new name has the same uses", () => {
    let done = 0;
    let refused = 0;
    for (const { analysis, text } of rules.slice(0, 60)) {
      for (const { span, declaration } of semanticTokens(analysis)) {
        if (declaration !== true) continue;
        const at = text[span.start] === '"' || text[span.start] === "'" ? span.start + 1 : span.start;
        const renamed = rename(analysis, at, "fresh_name");
        if (renamed === undefined || "refused" in renamed) {
          refused += 1;
          continue;
        }
        done += 1;
        const after = fixture(applyEdits(text, renamed.edits), "rule.yml");
        const uses = references(analysis, at).length;
        const place = after.text.indexOf("fresh_name");
        expect({ at: text.slice(span.start, span.end), uses: references(after.analysis, place).length }).toEqual({
          at: text.slice(span.start, span.end),
          uses,
        });
      }
    }
    expect(done).toBeGreaterThan(4 * refused);
  });
});
