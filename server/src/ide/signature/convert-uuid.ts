import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { overlaps, type Span, touches } from "#base/span.ts";
import { findUuids, hexForm, uuidOfBytes, wireBytes } from "#semantics/signature/uuid.ts";
import type { CodeFix } from "../types.ts";

/** How far around a place is looked at: longer than any form that is recognised. */
const WINDOW = 160;

/** Conversions of the UUID, or of its bytes, at a place outside searches: to the other form, and to the other byte order. */
export function convertUuid(analysis: DocumentAnalysis, range: Span): readonly CodeFix[] {
  const { text } = analysis.document;
  const from = Math.max(0, range.start - WINDOW);
  const known = (uuid: string) => analysis.environment.catalog.rpc.describe(uuid) !== undefined;
  const found = findUuids(text.slice(from, range.end + WINDOW), known).find(({ span }) =>
    touches(span, range.start - from),
  );
  if (found === undefined) return [];
  const span = { start: found.span.start + from, end: found.span.end + from };
  if (analysis.analytics.some(({ analytic }) => overlaps(analytic.span, span))) return [];
  const { uuid, form } = found;
  const wire = hexForm(uuid);
  const bigEndian = hexForm(uuidOfBytes(wireBytes(uuid)));
  const to = (title: string, written: string): CodeFix => ({
    title,
    code: undefined,
    span,
    edits: [{ span, text: written }],
    kind: "refactor",
    preferred: false,
  });
  if (form === "canonical") return [to(`Convert to bytes on the wire: ${wire}`, wire)];
  const swapped = form === "wire" ? bigEndian : wire;
  return [to(`Convert to UUID ${uuid}`, uuid), to(`Swap byte order: ${swapped}`, swapped)];
}
