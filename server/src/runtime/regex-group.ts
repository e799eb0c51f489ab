import type { Span } from "#base/span.ts";
import { RegexFault, unsupported } from "./regex-tree.ts";

/** How many groups a pattern numbers, which decides what `\10` means. */
export function countGroups(pattern: string): number {
  const piece =
    /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:[^\]]*:\]|[^\]\\])*\]|\((?!\?|\*)|\(\?(?:P?<(?![=!])|')/g;
  let count = 0;
  for (const [found] of pattern.matchAll(piece)) if (found.startsWith("(")) count++;
  return count;
}

/** Why a group that begins with `(?` cannot be read: `rest` is the pattern from there, `span` where that is. */
export function strangeGroup(rest: string, span: Span): RegexFault {
  if (/^\(\?(?:R|[+-]?\d|&|P>)/.test(rest)) return unsupported("recursion into a group", span);
  if (rest.startsWith("(?(")) return unsupported("a condition (?(…)…)", span);
  if (rest.startsWith("(?|")) return unsupported("a group that resets numbers (?|…)", span);
  if (rest.startsWith("(?C")) return unsupported("a callout (?C)", span);
  if (/^\(\?(?:P?<|')/.test(rest)) return new RegexFault("the name of a group is missing or not valid", span);
  return new RegexFault("unrecognized character after (? or (?-", span);
}
