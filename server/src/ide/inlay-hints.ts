import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { contains, type Span } from "#base/span.ts";
import { flatten } from "#semantics/spl/condition.ts";
import type { Pipeline, SearchOr, SplNode } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import type { InlayHint } from "./types.ts";

const SEARCH = "In a search expression OR binds tighter than AND and than the AND that a space means.";
const EVAL = "In eval and where AND binds tighter than OR.";

/**
 * The parentheses that Splunk means where AND and OR stand side by side without any: around OR in search expressions, around
 * AND in eval expressions, as hints in the order of the text. `range` is the part of the document that is asked for.
 */
export function precedenceHints(analysis: DocumentAnalysis, range: Span): readonly InlayHint[] {
  return analysis.analytics.flatMap(({ analytic, written, writtenToHost }) => {
    if (analytic.span.end < range.start || range.end < analytic.span.start) return [];
    const hints = groupsOf(written.tree).flatMap(({ span, tooltip }): readonly InlayHint[] => {
      const { start, end } = writtenToHost(span);
      return [
        { offset: start, label: "(", tooltip },
        { offset: end, label: ")", tooltip },
      ];
    });
    return hints
      .filter(({ offset }) => contains(range, { start: offset, end: offset }))
      .sort((a, b) => a.offset - b.offset);
  });
}

interface Group {
  readonly span: Span;
  readonly tooltip: string;
}

/** What belongs together without being in parentheses. */
function groupsOf(tree: Pipeline): readonly Group[] {
  const groups: Group[] = [];
  const visit = (node: SplNode, parent: SplNode | undefined): void => {
    if (node.kind === "search-and") {
      for (const item of node.items)
        if (item.kind === "search-or" && isWhole(item)) groups.push({ span: item.span, tooltip: SEARCH });
    }
    const isInner = parent?.kind === "binary" && parent.op === "OR";
    if (node.kind === "binary" && node.op === "OR" && !isInner) {
      for (const part of flatten(node, "OR")) {
        if (part.kind === "binary" && part.op === "AND") groups.push({ span: part.span, tooltip: EVAL });
      }
    }
    for (const child of children(node)) visit(child, node);
  };
  visit(tree, undefined);
  return groups;
}

/** Whether something stands behind the last OR: while it is typed, nothing is said. */
function isWhole({ items }: SearchOr): boolean {
  return items.every(({ span }) => span.end > span.start);
}
