import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";

/** How grave a diagnostic is, as in LSP. */
export type Severity = "error" | "warning" | "information" | "hint";

/** How sure a check is: proved from language and schema alone, likely, or a hint on style or cost. */
export type Grade = "proved" | "likely" | "hint";

/** A fact in a chain that leads to a diagnostic: at a place in the document, or a catalog entry without place. */
export interface Fact {
  readonly message: string;
  readonly span: Span | undefined;
  /** From it follows that the search as a whole returns nothing. */
  readonly empties?: true;
}

/** An edit offered for a diagnostic. */
export interface Fix {
  /** Sentence case, no full stop. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Safe fixes keep or plainly restore the meaning and are part of "fix all". */
  readonly safe: boolean;
}

/** What a user sees. Spans are in the document's own text. */
export interface Diagnostic {
  /** `spl/like-with-star`, or `syntax/E-QUOTES` for the parser's own. */
  readonly code: string;
  readonly severity: Severity;
  readonly grade: Grade;
  readonly span: Span;
  readonly message: string;
  readonly facts: readonly Fact[];
  readonly fixes: readonly Fix[];
  /** The id of the analytic in which it lies; undefined for the container's. */
  readonly analytic: string | undefined;
  /** Text without effect, which editors fade. */
  readonly unnecessary?: boolean;
  /** A comment suppresses it: the comment's place and the reason that it gives. Such diagnostics are not shown. */
  readonly suppressed?: { readonly span: Span; readonly reason: string | undefined };
}
