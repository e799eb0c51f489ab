import type { Span } from "#base/span.ts";

/** A heading: `#` to `######`, or a line underlined with `=` or `-`. `span` holds the text without the marks. */
export interface MarkdownHeading {
  readonly kind: "heading";
  readonly level: number;
  readonly text: string;
  readonly span: Span;
}

/** A line that is not blank and belongs to no heading and no fence; `span` leaves out the blank edges. */
export interface MarkdownLine {
  readonly kind: "line";
  readonly span: Span;
}

/**
 * What keeps CommonMark from seeing a fenced block where the author means one:
 * - `code-on-opener`: code follows the opening fence on its line, so CommonMark reads it as the info string;
 * - `code-before-closer`: the closing fence stands at the end of a line of code, so it closes nothing;
 * - `never-closed`: no closing fence before the next heading, the next fence or the end of the text.
 */
export type FenceFault = "code-on-opener" | "code-before-closer" | "never-closed";

/** A fenced block. */
export interface MarkdownFence {
  readonly kind: "fence";
  /** Whether it holds code of the wanted language, by its info string or by the look of the code. */
  readonly wanted: boolean;
  readonly info: string;
  /** The opening run of backticks or tildes. */
  readonly opener: Span;
  /** The closing run; undefined when the block is never closed. */
  readonly closer: Span | undefined;
  /** The code between the fences, without the line breaks that belong to the fences; blank space stays as it stands. */
  readonly content: Span;
  readonly faults: readonly FenceFault[];
}

export type MarkdownBlock = MarkdownHeading | MarkdownLine | MarkdownFence;

/** What the scanner has to know about the language whose fences are wanted. */
export interface WantedLanguage {
  /** Info strings that name it, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Whether a text looks like it; be conservative, since prose stands after fences too. */
  readonly looksLike: (code: string) => boolean;
  /** Whether a line of the page is a title that announces the next block, so that no code goes on across it. */
  readonly isTitle: (line: string) => boolean;
}
