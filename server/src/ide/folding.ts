import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import { walk } from "#syntax/spl/path.ts";
import type { Fold } from "./types.ts";

/**
 * What can be folded: stages, subsearches and comments of several lines. In YAML and .conf files also the lines below a less
 * indented one, since an editor that gets folds from a server does not look at the indentation itself. Undefined for a
 * document without analytics: the editor knows better.
 */
export function folds(analysis: DocumentAnalysis): readonly Fold[] | undefined {
  if (analysis.analytics.length === 0) return undefined;
  const lines = analysis.document.lines();
  const lineOf = (offset: number): number => positionAt(lines, offset).line;
  const inSearches = analysis.analytics.flatMap((analytic) => foldsOf(analytic, lineOf));
  const { format } = analysis.rule;
  const outside = format === "markdown" || format === "spl" ? [] : indentationFolds(analysis.document.text);
  const byStart = new Map<string, Fold>();
  for (const fold of [...inSearches, ...outside]) {
    const key = `${fold.startLine}/${fold.endLine}`;
    if (!byStart.has(key)) byStart.set(key, fold);
  }
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function foldsOf(analytic: AnalyticAnalysis, lineOf: (offset: number) => number): readonly Fold[] {
  const { text, tree, tokens } = analytic.written;
  const found: Fold[] = [];
  const add = (at: Span, kind: Fold["kind"]): void => {
    const host = analytic.writtenToHost({
      start: at.start,
      end: at.start + text.slice(at.start, at.end).trimEnd().length,
    });
    const startLine = lineOf(host.start);
    const endLine = lineOf(host.end);
    if (endLine > startLine) found.push({ startLine, endLine, kind });
  };
  walk(tree, (node) => {
    if (node.kind === "stage") add({ start: node.pipe?.start ?? node.span.start, end: node.span.end }, "region");
    // The closing bracket stays in view.
    if (node.kind === "subsearch")
      add({ start: node.span.start, end: node.terminated ? node.span.end - 1 : node.span.end }, "region");
  });
  for (const { kind, span } of tokens) if (kind === "comment") add(span, "comment");
  return found;
}

/** The lines below each line that are indented more, blank ones at the end left out. */
function indentationFolds(text: string): readonly Fold[] {
  const found: Fold[] = [];
  const open: { readonly line: number; readonly indent: number }[] = [];
  let last = 0;
  const close = (indent: number): void => {
    for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
      open.pop();
      if (last > top.line) found.push({ startLine: top.line, endLine: last, kind: "region" });
    }
  };
  text.split(/\r\n|\n|\r/).forEach((content, line) => {
    const indent = content.search(/\S/);
    if (indent < 0) return;
    close(indent);
    open.push({ line, indent });
    last = line;
  });
  close(0);
  return found;
}
