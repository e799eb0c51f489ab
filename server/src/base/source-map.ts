import type { Span } from "./span.ts";

/**
 * One piece of an embedded text and where it comes from in its host text.
 * An `exact` segment maps offset by offset (both lengths are equal); any other maps as a whole: a fold, an escape, the
 * body of a macro that stands for its call.
 */
export interface Segment {
  readonly embedded: Span;
  readonly host: Span;
  readonly exact: boolean;
}

/** Positions between an embedded text and its host text, both ways. Segments are ordered and do not overlap. */
export interface SourceMap {
  readonly segments: readonly Segment[];
}

/** The map of a text that is its own host, shifted by `offset`. */
export function identityMap(length: number, offset = 0): SourceMap {
  return {
    segments: [{ embedded: { start: 0, end: length }, host: { start: offset, end: offset + length }, exact: true }],
  };
}

/** Index of the last segment that starts at or before `offset` in the embedded text; -1 before the first. */
function segmentBefore(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment !== undefined && segment.embedded.start <= offset) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

function hostStart(map: SourceMap, offset: number): number {
  const index = segmentBefore(map.segments, offset);
  const segment = map.segments[Math.max(index, 0)];
  if (segment === undefined) return 0;
  if (offset < segment.embedded.start) return segment.host.start;
  if (offset < segment.embedded.end) {
    return segment.exact ? segment.host.start + (offset - segment.embedded.start) : segment.host.start;
  }
  const next = map.segments[index + 1];
  return next !== undefined && next.embedded.start === offset ? next.host.start : segment.host.end;
}

function hostEnd(map: SourceMap, offset: number): number {
  const index = segmentBefore(map.segments, offset - 1);
  const segment = map.segments[Math.max(index, 0)];
  if (segment === undefined) return 0;
  if (offset <= segment.embedded.start) return segment.host.start;
  if (offset <= segment.embedded.end && segment.exact) return segment.host.start + (offset - segment.embedded.start);
  return segment.host.end;
}

/** The host span of an embedded span: the cover of all its pieces. An empty span stays empty. */
export function toHost(map: SourceMap, at: Span): Span {
  if (at.start >= at.end) {
    const start = hostStart(map, at.start);
    return { start, end: start };
  }
  const start = hostStart(map, at.start);
  return { start, end: Math.max(start, hostEnd(map, at.end)) };
}

/** The host pieces that an embedded span is made of, in order, adjoining ones joined. */
export function toHostPieces(map: SourceMap, at: Span): readonly Span[] {
  const pieces: { start: number; end: number }[] = [];
  for (let i = Math.max(0, segmentBefore(map.segments, at.start)); i < map.segments.length; i++) {
    const segment = map.segments[i];
    if (segment === undefined || segment.embedded.start >= at.end) break;
    const start = Math.max(segment.embedded.start, at.start);
    const end = Math.min(segment.embedded.end, at.end);
    if (start >= end) continue;
    const shift = segment.host.start - segment.embedded.start;
    const piece = segment.exact ? { start: start + shift, end: end + shift } : { ...segment.host };
    const last = pieces.at(-1);
    if (last !== undefined && piece.start <= last.end) last.end = Math.max(last.end, piece.end);
    else pieces.push(piece);
  }
  return pieces;
}

/**
 * The embedded offset for a host offset, or undefined outside every segment. Within a segment that is not exact it snaps
 * to the segment's start.
 */
export function toEmbedded(map: SourceMap, hostOffset: number): number | undefined {
  let edge: number | undefined;
  for (const { embedded, host, exact } of map.segments) {
    if (hostOffset < host.start || hostOffset > host.end) continue;
    if (hostOffset === host.end && host.end > host.start) {
      edge ??= embedded.end;
      continue;
    }
    return exact ? embedded.start + (hostOffset - host.start) : embedded.start;
  }
  return edge;
}
