import { overlaps, type Span, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import type { CodeFix } from "./types.ts";

/** The fixes of the diagnostics that touch a range, the first of each preferred. */
export function codeFixes(diagnostics: readonly Diagnostic[], range: Span): readonly CodeFix[] {
  const here = diagnostics.filter(({ span }) => overlaps(span, range) || touches(span, range.start));
  return here.flatMap(({ code, span, fixes }) =>
    fixes.map((fix, index) => ({
      title: fix.title,
      code,
      span,
      edits: fix.edits,
      kind: "quickfix" as const,
      preferred: index === 0,
    })),
  );
}

/** One edit that applies every safe fix of a document, the earlier of two that overlap; undefined when there is none. */
export function fixAll(diagnostics: readonly Diagnostic[]): CodeFix | undefined {
  const edits: TextEdit[] = [];
  const seen = new Set<string>();
  for (const { fixes } of diagnostics) {
    const fix = fixes.find(({ safe }) => safe);
    if (fix === undefined || fix.edits.some((edit) => clashes(edit, edits))) continue;
    for (const edit of fix.edits) {
      const key = `${edit.span.start}/${edit.span.end}/${edit.text}`;
      if (!seen.has(key)) edits.push(edit);
      seen.add(key);
    }
  }
  if (edits.length === 0) return undefined;
  return {
    title: "Fix all safe findings in this file",
    code: undefined,
    span: { start: 0, end: 0 },
    edits,
    kind: "fix-all",
    preferred: false,
  };
}

function clashes(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.some(
    ({ span }) => overlaps(span, edit.span) || (span.start === edit.span.start && span.end === edit.span.end),
  );
}
