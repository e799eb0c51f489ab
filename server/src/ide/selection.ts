import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { toEmbedded } from "#base/source-map.ts";
import { contains, type Span, touches } from "#base/span.ts";
import { pathAt } from "#syntax/spl/path.ts";
import type { TokenKind } from "#syntax/spl/tokens.ts";

/** Tokens whose first and last character are quotes. */
const QUOTED: ReadonlySet<TokenKind> = new Set(["string", "single-quoted", "macro"]);

/**
 * The spans that a growing selection takes in at an offset, the smallest first: word or text, argument, stage, pipeline,
 * subsearch and so on up to the whole search. Each holds the one before. Empty outside of every search.
 */
export function selections(analysis: DocumentAnalysis, offset: number): readonly Span[] {
  const analytic = analysis.analyticAt(offset);
  if (analytic === undefined) return [];
  const at = toEmbedded(analytic.analytic.query.map, offset);
  if (at === undefined) return [];
  const { tree, tokens } = analytic.written;
  const spans: Span[] = [];
  const touched = tokens.filter(({ kind, span }) => kind !== "space" && touches(span, at));
  const token = touched.findLast(({ kind }) => kind === "word") ?? touched.findLast(({ span }) => span.start < at);
  if (token !== undefined) {
    if (QUOTED.has(token.kind) && token.unterminated !== true)
      spans.push({ start: token.span.start + 1, end: token.span.end - 1 });
    spans.push(token.span);
  }
  for (const node of pathAt(tree, at).toReversed()) {
    spans.push(node.span);
    if (node.kind === "stage" && node.pipe !== undefined) spans.push({ start: node.pipe.start, end: node.span.end });
  }
  const host = spans.map((span) => analytic.writtenToHost(span));
  return growing([...host, analytic.analytic.span], offset);
}

function growing(spans: readonly Span[], offset: number): readonly Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (!touches(span, offset) || span.end === span.start) continue;
    if (last === undefined || (contains(span, last) && !contains(last, span))) found.push(span);
  }
  return found;
}
