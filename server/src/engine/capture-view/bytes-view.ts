import { once } from "#base/memo.ts";
import type { Slice } from "../readers/pcap/model.ts";
import { bytesSelected, gridRow, placesOf, ROW_BYTES } from "./grid.ts";
import { partsIn, type Section, sectionsByFrame } from "./section.ts";
import { type ByteView, heading, type LineSpan, type SelectedBytes, sectionAt, type TextPosition } from "./view.ts";

/** Sections as hexadecimal dumps on a fixed grid, a heading above each. */
export function bytesView(sections: readonly Section[]): ByteView {
  const lines: string[] = [];
  const notes: { line: number; text: string }[] = [];
  const shown: ByteView["sections"][number][] = [];
  for (const section of sections) {
    const line = lines.length;
    lines.push(heading(section.title));
    const bytes = section.bytes();
    for (let at = 0; at < bytes.length; at += ROW_BYTES) {
      lines.push(gridRow(bytes.subarray(at, at + ROW_BYTES), section.offset + at));
    }
    shown.push({ title: section.title, line, endLine: lines.length - 1 });
    notes.push(...rowNotes(section, line + 1));
  }
  const byFrame = once(() => sectionsByFrame(sections));
  return {
    lines,
    notes,
    sections: shown,
    placesOf: (piece) =>
      (byFrame().get(piece.frame) ?? []).flatMap((i) => {
        const section = sections[i];
        return section === undefined ? [] : placesIn(section, (shown[i]?.line ?? 0) + 1, piece);
      }),
    selected: (from, to) => selectedIn(sections, shown, from, to),
  };
}

/** Notes of one row are told together. */
function rowNotes(section: Section, firstRow: number): readonly { readonly line: number; readonly text: string }[] {
  const byLine = new Map<number, string[]>();
  for (const { at, text } of section.notes()) {
    const line = firstRow + Math.floor(at / ROW_BYTES);
    byLine.set(line, [...(byLine.get(line) ?? []), text]);
  }
  return [...byLine].map(([line, texts]) => ({ line, text: texts.join("; ") }));
}

function placesIn(section: Section, firstRow: number, piece: Slice): readonly LineSpan[] {
  return partsIn(section.slices(), piece).flatMap((span) =>
    placesOf(span).flatMap(({ row, hex, text }) => [
      { line: firstRow + row, ...hex },
      { line: firstRow + row, ...text },
    ]),
  );
}

function selectedIn(
  sections: readonly Section[],
  shown: ByteView["sections"],
  from: TextPosition,
  to: TextPosition,
): SelectedBytes | null {
  const index = sectionAt(shown, from.line);
  const section = sections[index];
  const place = shown[index];
  if (section === undefined || place === undefined || to.line > place.endLine) return null;
  const firstRow = place.line + 1;
  const start = from.line < firstRow ? { row: 0, column: 0 } : { row: from.line - firstRow, column: from.column };
  if (to.line < firstRow) return null;
  const span = bytesSelected(start, { row: to.line - firstRow, column: to.column }, section.length);
  return span === null ? null : { section: index, span, bytes: section.bytes().subarray(span.start, span.end) };
}
