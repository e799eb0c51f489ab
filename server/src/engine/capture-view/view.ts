import type { Span } from "#base/span.ts";
import type { Slice } from "../readers/pcap/model.ts";

/** Part of a line, in UTF-16 columns. */
export interface LineSpan {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A place in the lines of a document. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Bytes of a section, which a selection covers. */
export interface SelectedBytes {
  readonly section: number;
  readonly span: Span;
  readonly bytes: Uint8Array;
}

/** A text over bytes of a capture, with ways from frames to lines and back. */
export interface ByteView {
  readonly lines: readonly string[];
  /** Headings with the last line below each. */
  readonly sections: readonly { readonly title: string; readonly line: number; readonly endLine: number }[];
  /** Notes for the ends of lines. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
  /** Where a piece of a frame stands. */
  placesOf(piece: Slice): readonly LineSpan[];
  /** The bytes between two positions; null when there are none, or of several sections. */
  selected(from: TextPosition, to: TextPosition): SelectedBytes | null;
}

/** The width that headings are filled up to. */
const HEADING_WIDTH = 79;

/** The line above a section. */
export function heading(title: string): string {
  return `── ${title} `.padEnd(HEADING_WIDTH, "─");
}

/** The section that a line belongs to; -1 above the first. */
export function sectionAt(sections: ByteView["sections"], line: number): number {
  return sections.findLastIndex((section) => section.line <= line);
}
