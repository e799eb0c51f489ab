import { memoByObject } from "#semantics/workspace/memo-by-object.ts";
import type { CompletionItem } from "../types.ts";

/** How many items are sent at once. The editor asks again with the next character. */
const MOST = 500;

/** Of very many items those that fit the typed characters best: they begin so, hold them, hold them with others between. */
export function fitting(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  if (items.length <= MOST) return items;
  const wanted = typed.toLowerCase();
  const groups: [CompletionItem[], CompletionItem[], CompletionItem[]] = [[], [], []];
  for (const item of items) {
    const label = item.label.toLowerCase();
    const group = fitOf(label, item.filter?.toLowerCase() ?? label, wanted);
    if (group !== undefined) groups[group].push(item);
  }
  return groups.flat().slice(0, MOST);
}

/** How well a label and what it is found by fit: 0 for a label that begins as typed, 2 for the last that an editor would show. */
function fitOf(label: string, found: string, wanted: string): 0 | 1 | 2 | undefined {
  if (label.startsWith(wanted)) return 0;
  if (found.includes(wanted)) return 1;
  return holdsInOrder(found, wanted) ? 2 : undefined;
}

/** Things of a workspace in the order of their names, with these in lower case: made once for all questions. */
const inOrder = memoByObject((things: readonly { readonly name: string }[]) =>
  [...things]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((thing) => ({ thing, lower: thing.name.toLowerCase() })),
);

/**
 * Of very many things those that {@link fitting} would leave of their items, and maybe more; `rank` is that of the item of a
 * name. The others need not become items.
 */
export function fittingNames<T extends { readonly name: string }>(
  things: readonly T[],
  typed: string,
  rank: (name: string) => number,
): readonly T[] {
  if (things.length <= MOST) return things;
  const wanted = typed.toLowerCase();
  const groups: [T[], T[], T[]] = [[], [], []];
  for (const { thing, lower } of inOrder(things)) {
    const group = fitOf(lower, lower, wanted);
    // What is remembered by the list holds its own things.
    if (group !== undefined) groups[group].push(thing as T);
  }
  const best: T[] = [];
  const names = new Set<string>();
  for (const group of groups) {
    if (names.size >= MOST) break;
    for (const thing of byRank(group, rank)) {
      // Things of one name are sent once.
      if (names.size >= MOST && !names.has(thing.name)) break;
      names.add(thing.name);
      best.push(thing);
    }
  }
  return best;
}

/** Things by rank, those of the same rank in their order. */
function byRank<T extends { readonly name: string }>(
  things: readonly T[],
  rank: (name: string) => number,
): readonly T[] {
  // Most names of a workspace have the rank of those that public use does not know, so there are few different ones.
  const ranks = new Map<number, T[]>();
  for (const thing of things) {
    const at = rank(thing.name);
    const same = ranks.get(at);
    if (same === undefined) ranks.set(at, [thing]);
    else same.push(thing);
  }
  return [...ranks].sort(([a], [b]) => a - b).flatMap(([, same]) => same);
}

function holdsInOrder(text: string, typed: string): boolean {
  let at = 0;
  for (const character of typed) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
