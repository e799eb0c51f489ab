import type { Span } from "#base/span.ts";
import type { Slice } from "../readers/pcap/model.ts";
import { partsIn, type Section } from "./section.ts";
import { type ByteView, heading, type LineSpan, sectionAt, type TextPosition } from "./view.ts";

/** Characters in a line of the projection. */
export const LINE_CHARACTERS = 100;

interface Projection {
  readonly text: string;
  /** For every character the place of its byte in the section. */
  readonly places: readonly number[];
}

/** Sections as their printable characters alone (0x20 to 0x7e), wrapped, a heading above each. */
export function printableView(sections: readonly Section[]): ByteView {
  const lines: string[] = [];
  const shown: ByteView["sections"][number][] = [];
  const projections = sections.map((section) => project(section.bytes()));
  for (const [i, { text }] of projections.entries()) {
    const title = sections[i]?.title ?? "";
    const line = lines.length;
    lines.push(heading(title));
    for (let at = 0; at < text.length; at += LINE_CHARACTERS) lines.push(text.slice(at, at + LINE_CHARACTERS));
    shown.push({ title, line, endLine: lines.length - 1 });
  }
  const bytesAt = (index: number, span: Span): Uint8Array => {
    const { places } = projections[index] ?? { places: [] };
    const bytes = sections[index]?.bytes() ?? new Uint8Array();
    return bytes.slice(places[span.start] ?? 0, (places[span.end - 1] ?? -1) + 1);
  };
  return {
    lines,
    notes: [],
    sections: shown,
    placesOf: (piece) =>
      sections.flatMap((section, i) => placesIn(section, projections[i], (shown[i]?.line ?? 0) + 1, piece)),
    selected: (from, to) => {
      const index = sectionAt(shown, from.line);
      const place = shown[index];
      const length = projections[index]?.text.length ?? 0;
      if (place === undefined || to.line > place.endLine || to.line <= place.line) return null;
      const characters = { start: characterAt(place.line, from), end: Math.min(length, characterAt(place.line, to)) };
      if (characters.start >= characters.end) return null;
      const { places } = projections[index] ?? { places: [] };
      const span = { start: places[characters.start] ?? 0, end: (places[characters.end - 1] ?? -1) + 1 };
      return { section: index, span, bytes: bytesAt(index, characters) };
    },
  };
}

function characterAt(headingLine: number, { line, column }: TextPosition): number {
  if (line <= headingLine) return 0;
  return (line - headingLine - 1) * LINE_CHARACTERS + Math.min(column, LINE_CHARACTERS);
}

function project(bytes: Uint8Array): Projection {
  const places: number[] = [];
  let text = "";
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x20 || byte > 0x7e) continue;
    text += String.fromCharCode(byte);
    places.push(at);
  }
  return { text, places };
}

function placesIn(
  section: Section,
  projection: Projection | undefined,
  firstLine: number,
  piece: Slice,
): readonly LineSpan[] {
  if (projection === undefined) return [];
  return partsIn(section.slices(), piece).flatMap((part) => {
    const start = firstAtOrBehind(projection.places, part.start);
    const end = firstAtOrBehind(projection.places, part.end);
    const spans: LineSpan[] = [];
    for (let at = start; at < end; ) {
      const line = Math.floor(at / LINE_CHARACTERS);
      const to = Math.min(end, (line + 1) * LINE_CHARACTERS);
      const base = line * LINE_CHARACTERS;
      spans.push({ line: firstLine + line, start: at - base, end: to - base });
      at = to;
    }
    return spans;
  });
}

function firstAtOrBehind(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
