import type { DocumentAnalysis } from "#analysis/analysis.ts";

/** Words of the document beside the one that is being typed: what its metadata, its other searches and this one speak of. */
export interface Mentions {
  /** Of the search at hand, in front of the place. */
  readonly before: ReadonlySet<string>;
  /** Of the search at hand, behind the place. */
  readonly after: ReadonlySet<string>;
  /** Of the rest of the document. */
  readonly elsewhere: ReadonlySet<string>;
}

/** Where nothing is known of the rest of the document. */
export const NO_MENTIONS: Mentions = { before: new Set(), after: new Set(), elsewhere: new Set() };

/** How much text is read on each side of the search. */
const MOST = 100_000;

/** The words around an offset of a document, without the one that it stands in. */
export function mentionsAt({ document: { text }, analyticAt }: DocumentAnalysis, offset: number): Mentions {
  const start = offset - (/[\w.{}@-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w.{}@-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const search = analyticAt(start)?.analytic.span ?? { start, end };
  return {
    before: words(text.slice(search.start, start)),
    after: words(text.slice(end, search.end)),
    elsewhere: words(
      `${text.slice(Math.max(0, search.start - MOST), search.start)} ${text.slice(search.end, search.end + MOST)}`,
    ),
  };
}

function words(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[\w.{}@-]+/g)) {
    found.add(word);
    const dot = word.indexOf(".");
    if (dot > 0) found.add(word.slice(dot + 1));
  }
  return found;
}
