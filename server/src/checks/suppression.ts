import { overlaps, type Span } from "#base/span.ts";
import type { Token } from "#syntax/spl/tokens.ts";

/** A comment ```` ```spl-ignore id, id: reason``` ```` of a search. It holds for the whole search. */
export interface Suppression {
  /** The comment. */
  readonly span: Span;
  readonly entries: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string | undefined;
}

const COMMENT = /^```\s*spl-ignore\s+([^:`]*)(?::([^`]*))?/;

/** The suppressions among the tokens of a search. Ids may be written with or without their area. */
export function suppressionsIn(text: string, tokens: readonly Token[]): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const token of tokens) {
    if (token.kind !== "comment") continue;
    const match = COMMENT.exec(text.slice(token.span.start, token.span.end));
    if (match === null) continue;
    const ids = match[1] ?? "";
    const start = token.span.start + match[0].indexOf(ids, "```".length);
    found.push({ span: token.span, entries: idsIn(ids, start), reason: match[2]?.trim() || undefined });
  }
  return found;
}

const FILE_COMMENT = /(?<![^\s])(?:#|<!--)[ \t]*rulehound-ignore[ \t]+([^\r\n]*)/g;

/**
 * The suppressions of a whole file, for what is reported outside its searches: a comment `# rulehound-ignore id: reason` of
 * YAML and .conf files, `<!-- rulehound-ignore id: reason -->` of Markdown. Those within `searches` are none.
 */
export function fileSuppressionsIn(text: string, searches: readonly Span[]): readonly Suppression[] {
  return [...text.matchAll(FILE_COMMENT)].flatMap((match): readonly Suppression[] => {
    const span = { start: match.index, end: match.index + match[0].length };
    if (searches.some((search) => overlaps(search, span))) return [];
    const written = match[1] ?? "";
    const [said = ""] = written.split("-->", 1);
    const [ids = ""] = said.split(":", 1);
    const reason = said.slice(ids.length + 1).trim() || undefined;
    return [{ span, entries: idsIn(ids, span.end - written.length), reason }];
  });
}

function idsIn(text: string, offset: number): Suppression["entries"] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => {
    const start = offset + match.index;
    return { id: match[0], span: { start, end: start + match[0].length } };
  });
}

/** Whether an id as written in a comment names a check; its area may be left out, but not that of a parser's problem. */
export function suppresses(written: string, code: string): boolean {
  return written === code || (!code.startsWith("syntax/") && code.slice(code.indexOf("/") + 1) === written);
}
