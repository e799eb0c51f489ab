import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { SignatureAnalysis } from "#analysis/signature-analysis.ts";
import { touches } from "#base/span.ts";
import type { SignatureElement } from "#semantics/signature/signature-rule.ts";

/** The signature rule at an offset of the document, and the element of it when one is there. */
export interface ElementPlace {
  readonly signature: SignatureAnalysis;
  readonly element: SignatureElement | undefined;
}

/** Where an offset stands in the document's signature rules; blank lines behind an element belong to it. */
export function elementAt(analysis: DocumentAnalysis, offset: number): ElementPlace | undefined {
  const { text } = analysis.document;
  const signature = analysis.signatures.find(
    ({ analytic: { span } }) => span.start <= offset && text.slice(span.end, offset).trim() === "",
  );
  if (signature === undefined) return undefined;
  const element = signature.rule.elements.findLast(({ span }) => {
    const { start, end } = signature.toHost(span);
    return touches({ start, end }, offset) || (start <= offset && text.slice(end, offset).trim() === "");
  });
  return { signature, element };
}
