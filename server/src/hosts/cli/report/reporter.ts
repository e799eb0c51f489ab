import type { Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";

/** Takes what a check of files finds, file by file, and writes it. */
export interface Reporter {
  /** The diagnostics of a file; its URI is the path as given. Suppressed ones are among them only if `suppressed`. */
  file(document: Document, diagnostics: readonly Diagnostic[]): void;
  /** A file that could not be read, with the reason. */
  unread(path: string, reason: string): void;
  end(totals: Totals): void;
  /** Whether suppressed diagnostics are wanted. */
  readonly suppressed: boolean;
}

/** What was looked at. */
export interface Totals {
  readonly files: number;
  readonly findings: number;
  /** Files that are recognised as Sigma rules; their searches are not checked. */
  readonly sigma: number;
  /** Files that hold no rule. */
  readonly others: number;
}

/** Lines and UTF-16 characters from zero, as in LSP. */
export function rangeOf(document: Document, at: Span) {
  const point = (offset: number) => {
    const { line, column } = positionAt(document.lines(), offset);
    return { line, character: column };
  };
  return { start: point(at.start), end: point(at.end) };
}
