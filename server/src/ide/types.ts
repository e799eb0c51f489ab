import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";

/** Plain data of editor features, in our own words. Spans are in the document's text. */
export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly contents: string;
}

/** What a completion stands for; editors show an icon by it. */
export type CompletionKind =
  | "command"
  | "function"
  | "aggregation"
  | "option"
  | "keyword"
  | "field"
  | "value"
  | "event-id"
  | "source"
  | "macro"
  | "lookup"
  | "data-model"
  | "technique"
  | "interface"
  | "key"
  | "snippet";

/** One completion. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Shown beside the label: type, channel, title. */
  readonly detail: string;
  /** Markdown; may be asked for later by `resolve`. */
  readonly documentation?: string | (() => string);
  /** The text that replaces `span`; `snippet` bodies use the editor's placeholder syntax. */
  readonly insert: string;
  readonly snippet?: boolean;
  /** What the typed text is compared with; the label when absent. */
  readonly filter?: string;
  /** Lower sorts first. */
  readonly rank: number;
}

/** The completions at a place. */
export interface CompletionList {
  /** The typed text that an accepted item replaces. */
  readonly span: Span;
  /** Where the word ends in which the place stands: an editor may replace up to there. The place itself when left out. */
  readonly wordEnd?: number;
  readonly items: readonly CompletionItem[];
  readonly incomplete: boolean;
}

/** An edit that is offered for a diagnostic or a selection. */
export interface CodeFix {
  readonly title: string;
  /** The diagnostic's code; undefined for a refactoring. */
  readonly code: string | undefined;
  /** The diagnostic's span. */
  readonly span: Span;
  readonly edits: readonly TextEdit[];
  readonly kind: "quickfix" | "refactor" | "fix-all";
  readonly preferred: boolean;
}

/** An entry of a document's outline. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: "rule" | "analytic" | "stage" | "subsearch" | "test";
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** A text shown at a place of the document that is not in it. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** An analytic above which lenses stand. */
export interface Lens {
  readonly span: Span;
  readonly analytic: string;
  /** Its samples are captures and other logs: calls can be paired with the processes that they started. */
  readonly pairs: boolean;
}

/** The call around the cursor, with the parameter that it is in. */
export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string }[];
  readonly active: number;
}

/** What a piece of text is, for its colour. */
export type TokenType =
  | "keyword"
  | "function"
  | "property"
  | "variable"
  | "string"
  | "number"
  | "operator"
  | "comment"
  | "macro"
  | "parameter"
  | "regexp";

/** A piece of text with what it is. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly declaration?: boolean;
}

/** Lines that fold into the first of them; counted from 0, both ends included. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: "region" | "comment";
}

/** A place that a name leads to. */
export interface Location {
  /** Path of a file of the workspace; undefined for the document itself. */
  readonly file: string | undefined;
  readonly span: Span;
}

/** A place where a name is used or defined. */
export interface Reference {
  readonly span: Span;
  readonly kind: "read" | "write";
  /** The place makes what it names. */
  readonly definition: boolean;
}
