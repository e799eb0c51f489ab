import type { Gap } from "./model.ts";

/** The index of the first gap that ends behind a place; their number when there is none. */
export function firstGapBehind(gaps: readonly Gap[], place: number): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the captured bytes from a place on end: at the next gap, or at the end of the stream. */
export function runEnd(
  { gaps, length }: { readonly gaps: readonly Gap[]; readonly length: number },
  place: number,
): number {
  return Math.max(place, gaps[firstGapBehind(gaps, place)]?.start ?? length);
}
