import type { Span } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/** A second place that belongs to a problem, with what it has to do with it. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/**
 * What a parser, resolver or compiler returns about a text: where, what is wrong, and what helps.
 * `code` is stable: an id of the SPL reference's error table (`E-QUOTES`) or one of ours.
 */
export interface Problem {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
  readonly severity: "error" | "warning" | "info";
  readonly related?: readonly Related[];
  /** What to do, one sentence. */
  readonly help?: string;
  /** An edit of the same text that mends it, with its title. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}
