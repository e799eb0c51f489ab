import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { contains, overlaps, type Span, touches } from "#base/span.ts";
import { findUuids, hexForm, uuidOfBytes, type WrittenUuid, wireBytes } from "#semantics/signature/uuid.ts";
import type { CodeFix } from "../types.ts";

/** How far around a place is looked at: longer than any form that is recognised. */
const WINDOW = 160;

/**
 * Conversions of the UUID, or of its bytes, at a place: to the other form and to the other byte order; on pages also to the forms of
 * YARA and Suricata. In a search only within a quoted text, since bytes have blanks between them.
 */
export function convertUuid(analysis: DocumentAnalysis, range: Span): readonly CodeFix[] {
  const { text } = analysis.document;
  const from = Math.max(0, range.start - WINDOW);
  const known = (uuid: string) => analysis.environment.catalog.rpc.describe(uuid) !== undefined;
  const found = findUuids(text.slice(from, range.end + WINDOW), known).find(({ span }) =>
    touches(span, range.start - from),
  );
  if (found === undefined) return [];
  const span = { start: found.span.start + from, end: found.span.end + from };
  const searches = analysis.analytics.filter(({ analytic }) => overlaps(analytic.span, span));
  if (searches.some((search) => !isQuoted(search, span))) return [];
  const isPage = searches.length === 0 && /\.(?:md|markdown)$/i.test(analysis.document.uri);
  return formsOf(found, isPage).map(([what, written]) => ({
    title: `${what}: ${written}`,
    code: undefined,
    span,
    edits: [{ span, text: written }],
    kind: "refactor",
    preferred: false,
  }));
}

function isQuoted({ written, writtenToHost }: DocumentAnalysis["analytics"][number], span: Span): boolean {
  return written.tokens.some((token) => token.kind === "string" && contains(writtenToHost(token.span), span));
}

function formsOf({ uuid, form }: WrittenUuid, isPage: boolean): readonly (readonly [string, string])[] {
  const wire = hexForm(uuid);
  const bigEndian = hexForm(uuidOfBytes(wireBytes(uuid)));
  const others: readonly (readonly [string, string])[] = isPage
    ? [
        ["Convert to a YARA string", `{ ${wire.toUpperCase()} }`],
        ["Convert to a Suricata content", `content:"|${wire}|";`],
      ]
    : [];
  if (form === "canonical") return [["Convert to bytes on the wire", wire], ...others];
  return [["Convert to UUID", uuid], ["Swap byte order", form === "wire" ? bigEndian : wire], ...others];
}
