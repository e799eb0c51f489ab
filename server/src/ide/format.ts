import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { type Span, touches } from "#base/span.ts";
import { applyEdits, type TextEdit } from "#base/text-edit.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { formatSpl } from "#syntax/spl/format.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { sameTree } from "#syntax/spl/same-tree.ts";

/** What is formatted and how. */
export interface FormatRequest {
  /** Only spaces in or at this span of the document change; everything when not given. */
  readonly range?: Span;
  /** Spaces of one level of indentation. */
  readonly indent?: number;
}

/**
 * Edits that lay out a document's searches as written, macros and comments kept; text around them stays, but a scalar that
 * cannot hold lines becomes a block. A search whose place in the file cannot hold the new layout is left as it is.
 */
export function format(analysis: DocumentAnalysis, { range, indent }: FormatRequest = {}): readonly TextEdit[] {
  return analysis.analytics.flatMap((analytic) => {
    const vocabulary = vocabularyOf(analytic.environment.dialect);
    const all = formatSpl(analytic.written, vocabulary, indent === undefined ? {} : { indent });
    if (range === undefined) return encoded(analytic, all);
    const within = all.filter(({ span }) => meets(analytic.writtenToHost(span), range));
    if (within.length === all.length) return encoded(analytic, all);
    const after = parseSpl(applyEdits(analytic.written.text, within), vocabulary);
    return sameTree(analytic.written.tree, after.tree) ? encoded(analytic, within) : [];
  });
}

function meets(at: Span, range: Span): boolean {
  return touches(range, at.start) || touches(range, at.end) || touches(at, range.start);
}

function encoded({ analytic: { query } }: AnalyticAnalysis, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (edits.length === 0) return [];
  try {
    return query.encode(edits);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
