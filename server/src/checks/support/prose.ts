import { contains, overlaps, type Span } from "#base/span.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { scanMarkdown } from "#syntax/markdown/scan.ts";

/** Parts of a page that are not about what its searches look for. */
const ASIDE =
  /reference|false positive|limitation|blind spot|mitigation|prevention|response|related|history|author|group|software/i;

const NO_LANGUAGE = { names: new Set<string>(), looksLike: () => false, isTitle: () => false };

/** The places of a rule file that say in words what its searches look for: a page's paragraphs and headings, a description. */
export function proseOf(rule: RuleFile, text: string): readonly Span[] {
  if (rule.format !== "markdown")
    return rule.metadata.description === undefined ? [] : [rule.metadata.description.span];
  let aside: number | undefined;
  const spans: Span[] = [];
  for (const block of scanMarkdown(text, NO_LANGUAGE)) {
    if (block.kind === "fence") continue;
    if (block.kind === "heading") {
      if (aside !== undefined && block.level <= aside) aside = undefined;
      if (aside === undefined && ASIDE.test(block.text)) aside = block.level;
    }
    const inSearch = rule.analytics.some(({ span }) => contains(span, block.span) || overlaps(span, block.span));
    if (aside === undefined && !inSearch) spans.push(block.span);
  }
  return spans;
}
