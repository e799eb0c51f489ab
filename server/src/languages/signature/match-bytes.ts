import type { Span } from "#base/span.ts";
import type { ByteItem, PatternItem } from "#syntax/signature/byte-pattern.ts";
import { RangeMinimum } from "./range-minimum.ts";

/** Byte ranges that matched, by start; `complete` is false when there were more than the bound. */
export interface ByteMatches {
  readonly spans: readonly Span[];
  readonly complete: boolean;
}

/** More starting places than this are not followed in one scope. */
export const MATCH_BOUND = 1 << 20;

/** A piece of a pattern without jumps at its own level, and how far behind the one before it may begin. */
interface Part {
  readonly items: readonly PatternItem[];
  readonly gap: { readonly min: number; readonly max: number };
}

/**
 * Every place where a pattern begins to match, with the shortest end for it; matches may overlap (YARA's hexadecimal strings).
 * The pattern is cut at its jumps. Each part is looked for once, and from the last part back the nearest end that can be reached
 * from each start is kept, so the work is about the length of the bytes times the number of parts, however wide the jumps are.
 */
export function matchBytes(items: readonly PatternItem[], bytes: Uint8Array): ByteMatches {
  const parts = partsOf(items);
  let complete = true;
  let behind: { readonly starts: readonly number[]; readonly ends: RangeMinimum } | undefined;
  let spans: Span[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) break;
    const next = parts[index + 1];
    spans = [];
    for (const start of candidates(part.items, bytes)) {
      const end = nearestEnd(endsFrom(part.items, bytes, start), next?.gap, behind);
      if (end === undefined) continue;
      if (spans.length >= MATCH_BOUND) {
        complete = false;
        break;
      }
      spans.push({ start, end });
    }
    if (spans.length === 0) return { spans: [], complete };
    behind = { starts: spans.map(({ start }) => start), ends: new RangeMinimum(spans.map(({ end }) => end)) };
  }
  return { spans, complete };
}

function partsOf(items: readonly PatternItem[]): readonly Part[] {
  const parts: { items: PatternItem[]; gap: { min: number; max: number } }[] = [{ items: [], gap: { min: 0, max: 0 } }];
  for (const item of items) {
    const last = parts.at(-1);
    if (last === undefined) break;
    if (item.kind !== "jump") last.items.push(item);
    else if (last.items.length === 0) last.gap = { min: last.gap.min + item.min, max: last.gap.max + item.max };
    else parts.push({ items: [], gap: { min: item.min, max: item.max } });
  }
  return parts.filter((part) => part.items.length > 0);
}

/** The nearest end of the whole rest of the pattern, over all ends of this part. */
function nearestEnd(
  ends: readonly number[],
  gap: Part["gap"] | undefined,
  behind: { readonly starts: readonly number[]; readonly ends: RangeMinimum } | undefined,
): number | undefined {
  if (gap === undefined || behind === undefined) return ends[0];
  let nearest: number | undefined;
  for (const end of ends) {
    const from = lowerBound(behind.starts, end + gap.min);
    const to =
      gap.max === Number.POSITIVE_INFINITY ? behind.starts.length : lowerBound(behind.starts, end + gap.max + 1);
    const found = behind.ends.between(from, to);
    if (found !== undefined && (nearest === undefined || found < nearest)) nearest = found;
  }
  return nearest;
}

/** The index of the first value that is not below `wanted`. */
function lowerBound(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places where a part may begin: those of its rarest exact byte, or all. Zero bytes are the most common ones in traffic. */
function* candidates(items: readonly PatternItem[], bytes: Uint8Array): Generator<number> {
  const anchor = anchorOf(items);
  if (anchor === undefined) {
    for (let start = 0; start < bytes.length; start++) yield start;
    return;
  }
  let at = bytes.indexOf(anchor.value, anchor.offset);
  while (at >= 0) {
    yield at - anchor.offset;
    at = bytes.indexOf(anchor.value, at + 1);
  }
}

function anchorOf(items: readonly PatternItem[]): { readonly offset: number; readonly value: number } | undefined {
  let found: { readonly offset: number; readonly value: number } | undefined;
  for (const [offset, item] of items.entries()) {
    if (item.kind !== "byte") break;
    if (item.mask !== 0xff || item.negated) continue;
    if (found === undefined || commonness(item.value) < commonness(found.value)) found = { offset, value: item.value };
  }
  return found;
}

function commonness(value: number): number {
  if (value === 0) return 3;
  return value === 0xff || value === 0x20 ? 2 : value < 0x10 ? 1 : 0;
}

/** The ends that items can reach from a start, ascending. */
function endsFrom(items: readonly PatternItem[], bytes: Uint8Array, start: number): readonly number[] {
  let at: readonly number[] = [start];
  for (const item of items) {
    if (item.kind === "byte")
      at = at.filter((place) => place < bytes.length && holds(item, bytes[place] ?? 0)).map((place) => place + 1);
    else if (item.kind === "jump") at = distinct(at.flatMap((place) => reach(place, item, bytes.length)));
    else at = distinct(at.flatMap((place) => item.options.flatMap((option) => endsFrom(option, bytes, place))));
    if (at.length === 0) return at;
  }
  return at;
}

function holds({ value, mask, negated }: ByteItem, byte: number): boolean {
  return ((byte & mask) === value) !== negated;
}

function reach(place: number, { min, max }: { readonly min: number; readonly max: number }, length: number): number[] {
  const places: number[] = [];
  for (let at = place + min; at <= Math.min(place + max, length); at++) places.push(at);
  return places;
}

function distinct(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}
