import { analyseDocument, type DocumentAnalysis } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import type { Span } from "#base/span.ts";
import type { Environment } from "#semantics/environment.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** A document whose text was marked: `‸` for the cursor, «…» for ranges. */
export interface Fixture {
  readonly analysis: DocumentAnalysis;
  readonly text: string;
  /** Offset of the cursor; of the last one when several are marked, 0 when none is. */
  readonly cursor: number;
  /** The marked ranges in the order of their starts. */
  readonly ranges: readonly Span[];
}

/** Analyses a marked text as the file of a name. */
export function fixture(marked: string, file = "search.spl", environment: Environment = testEnvironment): Fixture {
  const ranges: Span[] = [];
  const open: number[] = [];
  let text = "";
  let cursor = 0;
  for (const character of marked) {
    if (character === "‸") cursor = text.length;
    else if (character === "«") open.push(text.length);
    else if (character === "»") ranges.push({ start: open.pop() ?? 0, end: text.length });
    else text += character;
  }
  const analysis = analyseDocument(createDocument(`file:///rules/${file}`, 1, text), environment);
  return { analysis, text, cursor, ranges: ranges.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** The text with «…» around spans, so that a test reads what a feature found. */
export function mark(text: string, spans: readonly Span[]): string {
  const edges = spans
    .flatMap(({ start, end }) => [
      { at: start, sign: "«" },
      { at: end, sign: "»" },
    ])
    .sort((a, b) => b.at - a.at || (a.sign < b.sign ? -1 : 1));
  return edges.reduce((marked, { at, sign }) => marked.slice(0, at) + sign + marked.slice(at), text);
}

/** A rule in YAML whose analytic's search is written as a literal block. */
export function yamlRule(search: string): string {
  const lines = search.split("\n").map((line) => `      ${line}`);
  return ["name: Rule", "analytics:", "  - name: one", "    query: |", ...lines, "tests: []", ""].join("\n");
}

/** A rule in Markdown with one search in a fence. */
export function markdownRule(search: string): string {
  return ["# Rule", "", "Some  prose.", "", "```spl", search, "```", "", "More  prose.", ""].join("\n");
}
