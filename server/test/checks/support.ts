import { type AnalyticAnalysis, analyseAnalytic } from "#analysis/analytic-analysis.ts";
import { analyseSearch } from "#analysis/search-analysis.ts";
import type { Span } from "#base/span.ts";
import { embedSlice } from "#semantics/rule/embed-slice.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** The analysis of a search that is a document of its own. */
export function analyse(spl: string, format: AnalyticAnalysis["format"] = "spl"): AnalyticAnalysis {
  const span = { start: 0, end: spl.length };
  const analytic = {
    id: "search",
    name: "search",
    nameSpan: undefined,
    language: "spl",
    query: embedSlice(spl, span),
    span,
    samples: [],
  } as const;
  return analyseAnalytic(analytic, format, analyseSearch(analytic.query.text, testEnvironment));
}

/** A text whose fragments are marked with «…», and their spans in the text without the marks. */
export function marked(text: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  let plain = "";
  for (const character of text) {
    if (character === "«") open.push(plain.length);
    else if (character === "»") spans.push({ start: open.pop() ?? 0, end: plain.length });
    else plain += character;
  }
  return { text: plain, spans: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
}
