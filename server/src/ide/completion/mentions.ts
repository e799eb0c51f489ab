import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { LruMap } from "#base/memo.ts";

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

/** What was read of the texts around the searches that are being typed, which stay while one types. */
const elsewhere = new LruMap<string, ReadonlySet<string>>(4 * MOST, (around) => around.length);

/** The words around an offset of a document, without the one that it stands in. */
export function mentionsAt({ document: { text }, analyticAt }: DocumentAnalysis, offset: number): Mentions {
  const start = offset - (/[\w.{}@-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w.{}@-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const search = analyticAt(start)?.analytic.span ?? { start, end };
  const around = `${text.slice(Math.max(0, search.start - MOST), search.start)} ${text.slice(search.end, search.end + MOST)}`;
  return {
    before: words(text.slice(search.start, start)),
    after: words(text.slice(end, search.end)),
    elsewhere: elsewhere.getOrCompute(around, () => words(around)),
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
