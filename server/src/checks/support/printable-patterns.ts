import { overlaps } from "#base/span.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import { writtenOf } from "./statements-in-elements.ts";
import type { Written } from "./uuid-statement.ts";

/** A printable pattern, of a signature or as a page's prose shows one. */
export interface PrintablePattern extends Written {
  readonly prose: boolean;
}

const CODE = /(?<!`)(`+)(?!`)([^`\n]{5,200})\1/g;
const MARK = /^["'“”]$/;

/** The printable patterns of a rule file; in prose, code with at least two stars that words call a signature. */
export function patternsOf({ signatures, text, analytics }: RuleCheckContext): readonly PrintablePattern[] {
  const elements = signatures.flatMap((signature) =>
    signature.rule.elements.flatMap(({ entries }) => writtenOf(entries.get("printable")?.value, signature)),
  );
  return [...elements.map((one) => ({ ...one, prose: false })), ...inProse(text, analytics)];
}

function inProse(text: string, analytics: RuleCheckContext["analytics"]): readonly PrintablePattern[] {
  if (!/^#/m.test(text)) return [];
  return [...text.matchAll(CODE)].flatMap((match): readonly PrintablePattern[] => {
    const value = match[2] ?? "";
    const start = match.index + (match[1]?.length ?? 0);
    const span = { start, end: start + value.length };
    const before = text.slice(Math.max(0, match.index - 160), match.index);
    const isPattern = /^"?\*[^\s]+\*"?$/.test(value) && (value.match(/\*/g)?.length ?? 0) >= 3;
    if (!isPattern || !/signature/i.test(before) || analytics.some(({ analytic }) => overlaps(analytic.span, span)))
      return [];
    return [{ value, span, edits: (other) => [{ span, text: other }], prose: true }];
  });
}

/** The place of a quote at one end of a pattern that has no fellow in it. */
export function loneQuote(pattern: string): number | undefined {
  for (const at of [0, pattern.length - 1]) {
    const quote = pattern.charAt(at);
    if (MARK.test(quote) && pattern.split(quote).length === 2 && pattern.length > 1) return at;
  }
  return undefined;
}
