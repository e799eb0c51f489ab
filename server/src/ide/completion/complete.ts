import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { ValueCounts } from "#engine/value-counts.ts";
import { analyticCursor } from "../cursor.ts";
import { completeElement } from "../signature/complete-element.ts";
import type { CompletionItem, CompletionList } from "../types.ts";
import { type CompletionContext, completionContext } from "./context.ts";
import { fitting } from "./fitting.ts";
import { completeConf } from "./keys/complete-conf.ts";
import { completeKeys } from "./keys/complete-keys.ts";
import { mayHoldText } from "./may-hold-text.ts";
import { mentionsAt } from "./mentions.ts";
import { completeProse } from "./prose.ts";
import { OTHERS } from "./providers/fields.ts";
import { providers } from "./providers.ts";
import type { Rate } from "./rating.ts";
import { writeInHost } from "./write-in-host.ts";

/** The rest of a word behind a place: in a search, and elsewhere. */
const IN_SEARCH = /^[\w.:{}@*/-]*/;
const OUTSIDE = /^[\w.-]*/;

/** What may be typed at an offset of a document: inside a search by its place there, elsewhere by what the text begins. */
export function complete(
  analysis: DocumentAnalysis,
  offset: number,
  seen?: (analytic: string) => ValueCounts | undefined,
  rate?: Rate,
): CompletionList | undefined {
  const { text } = analysis.document;
  // Between the two characters of a line end there is no place in the text.
  if (text[offset - 1] === "\r" && text[offset] === "\n") return undefined;
  const list = offer(analysis, offset, seen, rate);
  if (list === undefined) return undefined;
  const word = analysis.analyticAt(offset) === undefined ? OUTSIDE : IN_SEARCH;
  const rest = word.exec(text.slice(offset, offset + 500))?.[0] ?? "";
  return { ...list, wordEnd: offset + rest.length };
}

function offer(
  analysis: DocumentAnalysis,
  offset: number,
  seen: (analytic: string) => ValueCounts | undefined = () => undefined,
  rate?: Rate,
): CompletionList | undefined {
  const cursor = analyticCursor(analysis, offset);
  if (cursor === undefined)
    return (
      completeElement(analysis, offset) ??
      completeKeys(analysis, offset) ??
      completeConf(analysis, offset) ??
      completeProse(analysis.document.text, offset, analysis.environment.catalog, analysis.rule.format)
    );
  if (!mayHoldText(analysis, offset)) return undefined;
  const context = completionContext(cursor, mentionsAt(analysis, offset), seen(cursor.analytic.analytic.id), rate);
  if (context === undefined) {
    const { document, environment } = analysis;
    return completeProse(document.text, offset, environment.catalog);
  }
  const offered = providers.flatMap((provide) => [...provide(context)]);
  const ranked = distinct(offered.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1)));
  const items = fitting(ranked, context.typed);
  const span = { start: typedFrom(context, offset), end: offset };
  const written = { start: cursor.written - context.typed.length, end: cursor.written };
  return {
    span,
    items: writeInHost(items, cursor.analytic.analytic.query, written, span),
    // Values are looked for by what is typed.
    incomplete: items.length > OTHERS || context.place === "value" || context.quoted,
  };
}

/** Where what is typed starts in the document. */
function typedFrom({ place, cursor, span, typed }: CompletionContext, offset: number): number {
  if (typed === "") return offset;
  return place === "macro" && cursor.expanded === undefined
    ? cursor.analytic.writtenToHost(span).start
    : cursor.toHost(span).start;
}

/** Items of which none is written as one before it. */
function distinct(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const seen = new Set<string>();
  return items.filter(({ label }) => !seen.has(label) && seen.add(label));
}
