import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { codeCharacters } from "../support/code-characters.ts";

const PLAIN: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "‘": "'",
  "’": "'",
  "‛": "'",
};
const DOUBLE = /[“”„‟]/;
/** Single ones around a name; one within a word is an apostrophe and may be looked for. */
const SINGLE_PAIR = /(?<![\p{L}\d])[‘’‛]([^‘’‛\s]+)’(?![\p{L}\d])/gu;

export const smartQuotes = defineRuleCheck({
  id: "document/smart-quotes",
  severity: "error",
  grade: "likely",
  preset: "essential",
  summary: "Typographic quotation marks stand where SPL needs plain ones.",
  why: 'Word processors, wikis and mail turn `"` into `“` and `”`. Splunk takes these for letters: the value then begins and ends with them, blanks inside it divide it, and no event holds such a text. Marks inside a plainly quoted text are left alone: there they may be looked for.',
  check(_rule, ctx) {
    for (const analytic of ctx.analytics) {
      const edits = marksOf(analytic);
      const [first] = edits;
      if (first === undefined) continue;
      ctx
        .reportIn(
          analytic,
          first.span,
          `${analytic.text.slice(first.span.start, first.span.end)} is a letter for Splunk, not a quotation mark.`,
        )
        .fix(
          edits.length === 1 ? "Change to a plain quotation mark" : `Change ${edits.length} to plain quotation marks`,
          edits,
        );
    }
  },
  examples: {
    good: [
      { file: "a.spl", text: 'index=x CommandLine="*“quoted”*"' },
      { file: "a.spl", text: "index=x don’t" },
      { file: "a.spl", text: "index=x ```the “odd” one```" },
    ],
    bad: [
      {
        file: "a.spl",
        text: "index=x CommandLine=«“»*process call create*”",
        fixed: 'index=x CommandLine="*process call create*"',
      },
      { file: "a.spl", text: "index=x | where «‘»parent.image’=1", fixed: "index=x | where 'parent.image'=1" },
    ],
  },
});

function marksOf({ text, written }: AnalyticAnalysis): readonly TextEdit[] {
  const singles = new Set<number>();
  for (const match of text.matchAll(SINGLE_PAIR)) singles.add(match.index).add(match.index + match[0].length - 1);
  return codeCharacters(text, written.tokens, /[“”„‟‘’‛]/g).flatMap((span) => {
    const mark = text.slice(span.start, span.end);
    const plain = PLAIN[mark];
    return plain !== undefined && (DOUBLE.test(mark) || singles.has(span.start)) ? [{ span, text: plain }] : [];
  });
}
