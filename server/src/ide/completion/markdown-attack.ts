import type { AttackObject } from "#catalog/attack.ts";

type Kinds = readonly AttackObject["kind"][];

/** Words of labels, table heads and headings, with the objects that stand behind or below them. */
const NAMED: readonly (readonly [word: RegExp, kinds: Kinds])[] = [
  [/\btactics?\b/i, ["tactic"]],
  [/\b(?:sub-?)?techniques?\b/i, ["technique"]],
  [/\bdata (?:components?|sources?)\b/i, ["data-component"]],
  [/\bgroups?\b|\bactors?\b/i, ["group"]],
  [/\bsoftware\b|\bmalware\b|\btools?\b/i, ["software"]],
  [/\bmitigations?\b/i, ["mitigation"]],
  [/ATT&CK/i, ["technique", "tactic"]],
];
const LABEL = /^[\s>*+-]*(?:[*_]{0,2})([A-Za-z&][\w&/ -]{2,40}?)(?:\([^)]*\))?[*_]{0,2}\s*:[*_]{0,2}(?:\s+(.*))?$/;
const ITEM = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/;

/**
 * What a Markdown text wants of ATT&CK at an offset, and what is typed of it: behind a label (`Techniques: …`), in a column
 * of a table that is called so, in a list below such a heading. Undefined elsewhere.
 */
export function markdownAttack(
  text: string,
  offset: number,
): { readonly kinds: Kinds; readonly typed: string } | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(start, offset);
  const label = LABEL.exec(line);
  const labelled = label === null ? undefined : kindsOf(label[1] ?? "");
  if (labelled !== undefined) return { kinds: labelled, typed: lastOf(label?.[2] ?? "") };
  const above = text.slice(0, start).split(/\r?\n/).slice(0, -1);
  if (/^\s*\|/.test(line)) return inTable(line, above);
  const item = ITEM.exec(line);
  const heading = item === null ? undefined : above.findLast((one) => /^#{1,6}\s/.test(one));
  const kinds = heading === undefined ? undefined : kindsOf(heading);
  return kinds === undefined ? undefined : { kinds, typed: lastOf(item?.[1] ?? "") };
}

function inTable(
  line: string,
  above: readonly string[],
): { readonly kinds: Kinds; readonly typed: string } | undefined {
  const cells = line.split("|");
  const first = above.findLastIndex((one) => !/^\s*\|/.test(one)) + 1;
  const kinds = kindsOf(above[first]?.split("|")[cells.length - 1] ?? "");
  return kinds === undefined ? undefined : { kinds, typed: lastOf(cells.at(-1) ?? "") };
}

function kindsOf(words: string): Kinds | undefined {
  return NAMED.find(([word]) => word.test(words))?.[1];
}

/** The last part of an enumeration, without a bracket or mark in front. */
function lastOf(text: string): string {
  return /(?:^|[,;/])[\s[(`*_]*([^,;/[(`*_]*)$/.exec(text)?.[1] ?? "";
}
