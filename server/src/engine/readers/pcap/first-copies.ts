import { noPieces, type Pieces } from "./stream.ts";

/**
 * Orders the segments of a stream; of a byte that came more than once the first copy is kept. Bytes before the stream's
 * opening are dropped when it was captured; otherwise the stream begins with the earliest byte, and `shift` is what was
 * added to every place. Takes n·log n steps for n segments, however they overlap.
 */
export function firstCopies(all: Pieces, opened: boolean): { readonly kept: Pieces; readonly shift: number } {
  const order = Array.from(all.at, (_, i) => i).sort((a, b) => (all.at[a] ?? 0) - (all.at[b] ?? 0) || a - b);
  const shift = opened ? 0 : Math.max(0, -(all.at[order[0] ?? 0] ?? 0));
  const kept = noPieces();
  const active = new ArrivalHeap();
  let next = 0;
  let place = 0;
  const startOf = (i: number): number => (all.at[i] ?? 0) + shift;
  const endOf = (i: number): number => startOf(i) + (all.length[i] ?? 0);
  for (;;) {
    while (active.size > 0 && endOf(active.first) <= place) active.removeFirst();
    const following = order[next];
    if (active.size === 0) {
      if (following === undefined) break;
      place = Math.max(place, startOf(following));
    }
    for (let i = order[next]; i !== undefined && startOf(i) <= place; i = order[next]) {
      if (endOf(i) > place) active.add(i);
      next++;
    }
    if (active.size === 0) continue;
    const source = active.first;
    const after = order[next];
    const end = Math.min(endOf(source), after === undefined ? Number.POSITIVE_INFINITY : startOf(after));
    if (end > place) keep(kept, all, source, place, end, startOf(source));
    place = Math.max(place, end);
  }
  return { kept, shift };
}

/** Adds a range of one segment, or lengthens the last piece when it goes on. */
function keep(kept: Pieces, all: Pieces, source: number, start: number, end: number, sourceStart: number): void {
  const frame = all.frame[source] ?? 0;
  const offset = (all.offset[source] ?? 0) + start - sourceStart;
  const last = kept.at.length - 1;
  const lastLength = kept.length[last] ?? 0;
  const goesOn = kept.frame[last] === frame && (kept.offset[last] ?? 0) + lastLength === offset;
  if (last >= 0 && goesOn && (kept.at[last] ?? 0) + lastLength === start) {
    kept.length[last] = lastLength + end - start;
    return;
  }
  kept.at.push(start);
  kept.length.push(end - start);
  kept.frame.push(frame);
  kept.offset.push(offset);
  kept.arrival.push(all.arrival[source] ?? 0);
}

/** A heap of numbers, smallest first. */
class ArrivalHeap {
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  get first(): number {
    return this.#items[0] ?? 0;
  }

  add(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if ((items[parent] ?? 0) <= value) break;
      items[at] = items[parent] ?? 0;
      at = parent;
    }
    items[at] = value;
  }

  removeFirst(): void {
    const items = this.#items;
    const value = items.pop();
    if (value === undefined || items.length === 0) return;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if ((items[child + 1] ?? Number.POSITIVE_INFINITY) < (items[child] ?? 0)) child++;
      if (value <= (items[child] ?? 0)) break;
      items[at] = items[child] ?? 0;
      at = child;
    }
    items[at] = value;
  }
}
