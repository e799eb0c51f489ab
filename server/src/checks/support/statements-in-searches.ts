import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { walk } from "#syntax/spl/path.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import type { UuidStatement, Written } from "./uuid-statement.ts";

/** What searches state by comparing `InterfaceUuid` with whole values. */
export function statementsInSearches({ analytics }: RuleCheckContext): readonly UuidStatement[] {
  return analytics.flatMap((analytic) => {
    if (!/InterfaceUuid|interface_uuid/i.test(analytic.text)) return [];
    const found: UuidStatement[] = [];
    walk(analytic.written.tree, (node) => {
      const comparison = comparisonOf(node);
      if (comparison === undefined || !/^(?:.*\.)?interface_?uuid$/i.test(comparison.field)) return;
      if (comparison.op !== "search" && comparison.op !== "equals") return;
      for (const value of comparison.values) {
        if (/[*%?]/.test(value.text)) continue;
        const uuid = writtenIn(analytic, value);
        found.push({ source: "search", analytic, uuid, isInterface: true, opnums: [], ports: [] });
      }
    });
    return found;
  });
}

function writtenIn(
  analytic: AnalyticAnalysis,
  { text, span, quoted }: { readonly text: string; readonly span: Written["span"]; readonly quoted: boolean },
): Written {
  const quote = quoted ? analytic.text.charAt(span.start) : "";
  return { value: text, span, edits: (value) => [{ span, text: `${quote}${value}${quote}` }] };
}
