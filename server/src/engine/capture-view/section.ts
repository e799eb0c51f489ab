import type { Span } from "#base/span.ts";
import type { Slice } from "../readers/pcap/model.ts";

/** Something to know of bytes, for the margin. */
export interface SectionNote {
  /** Counted from the section's first byte. */
  readonly at: number;
  readonly text: string;
}

/** Bytes that are shown together under a heading: a PDU, what one side said in a turn, or a frame. */
export interface Section {
  readonly title: string;
  /** What the first byte's offset is called: its place in the stream or frame. */
  readonly offset: number;
  readonly length: number;
  bytes(): Uint8Array;
  /** Its number, for a PDU. */
  readonly pdu: number | undefined;
  /** Where the bytes are in the frames, in order. */
  slices(): readonly Slice[];
  notes(): readonly SectionNote[];
}

/** Bytes in one document; a section that is longer stands alone. */
export const PAGE_BYTES = 1 << 20;

/** The page of each section. */
export function pagesOf(sections: readonly Section[]): readonly number[] {
  let page = 0;
  let bytes = 0;
  return sections.map(({ length }) => {
    if (bytes > 0 && bytes + length > PAGE_BYTES) {
      page += 1;
      bytes = 0;
    }
    bytes += length;
    return page;
  });
}

/** The parts of a section that lie in a piece of a frame. */
export function partsIn(slices: readonly Slice[], piece: Slice): readonly Span[] {
  const parts: Span[] = [];
  let at = 0;
  for (const { frame, offset, length } of slices) {
    const start = Math.max(offset, piece.offset);
    const end = Math.min(offset + length, piece.offset + piece.length);
    if (frame === piece.frame && start < end) parts.push({ start: at + start - offset, end: at + end - offset });
    at += length;
  }
  return parts;
}

/** Finds the sections that have bytes of a frame: their numbers by frame. */
export function sectionsByFrame(sections: readonly Section[]): ReadonlyMap<number, readonly number[]> {
  const byFrame = new Map<number, number[]>();
  for (const [index, section] of sections.entries()) {
    for (const { frame } of section.slices()) {
      const known = byFrame.get(frame);
      if (known === undefined) byFrame.set(frame, [index]);
      else if (known.at(-1) !== index) known.push(index);
    }
  }
  return byFrame;
}
