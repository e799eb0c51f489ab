/** Where two texts differ: up to `start` and from the ends on they are the same. */
export interface ChangedSpan {
  readonly start: number;
  /** In the text before. */
  readonly oldEnd: number;
  /** In the text after. */
  readonly newEnd: number;
}

/** Finds the one span in which a text was changed; an empty one at the end of texts that are the same. */
export function changedSpan(before: string, after: string): ChangedSpan {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const most = shorter - start;
  while (same < most && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}
