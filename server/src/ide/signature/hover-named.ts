import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { codeBlock } from "#base/markdown.ts";
import { touches } from "#base/span.ts";
import type { Hover } from "../types.ts";
import { elementReferences } from "./element-names.ts";

const MOST_SHOWN = 600;

/** What a name in the condition of a signature rule, or behind `after` and `near`, means: the text of its element. */
export function hoverNamedElement(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  const places = elementReferences(analysis, offset);
  const at = places.find(({ span, definition }) => !definition && touches(span, offset));
  const key = places.find(({ definition }) => definition);
  if (at === undefined || key === undefined) return undefined;
  for (const signature of analysis.signatures) {
    const element = signature.rule.elements.find(({ nameSpan }) => signature.toHost(nameSpan).start === key.span.start);
    if (element === undefined) continue;
    const { start, end } = signature.toHost(element.span);
    const text = analysis.document.text.slice(start, end).trimEnd();
    return {
      span: at.span,
      contents: codeBlock(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text, "yaml"),
    };
  }
  return undefined;
}
