import type { ReadElement } from "#languages/signature/signature-language.ts";
import type { ElementFound, ElementMatch } from "./find-element.ts";
import { endOf, nearOnes, startOf } from "./nearness.ts";

/** What elements found, by their names. */
export type Found = Map<string, ElementFound>;

/**
 * Keeps of what elements found what stands where they say: behind a match of the element of `after`, or with matches of all
 * elements of `near` within so many bytes. Elements that others refer to are looked at first; a circle is cut.
 */
export function keepPlaced(elements: readonly ReadElement[], found: Found): void {
  const done = new Set<string>();
  const place = (one: ReadElement): void => {
    const { element, options } = one;
    if (done.has(element.name)) return;
    done.add(element.name);
    const others = [options.after ?? [], options.near?.names ?? []].flat();
    for (const other of elements) if (others.includes(other.element.name)) place(other);
    const own = found.get(element.name);
    if (own === undefined || others.length === 0) return;
    found.set(element.name, { ...own, matches: standing(own.matches, one, found) });
  };
  for (const one of elements) place(one);
}

function standing(own: readonly ElementMatch[], { options }: ReadElement, found: Found): readonly ElementMatch[] {
  const { after, distance, near } = options;
  const of = (name: string): readonly ElementMatch[] => found.get(name)?.matches ?? [];
  const behind =
    after === undefined ? own : own.filter((match) => of(after).some((earlier) => follows(match, earlier, distance)));
  return near === undefined ? behind : nearOnes(behind, near.names.map(of), near.within);
}

function follows(
  match: ElementMatch,
  earlier: ElementMatch,
  gap: { readonly min: number; readonly max: number },
): boolean {
  const end = endOf(earlier);
  const start = startOf(match);
  if (end === undefined || start === undefined || match.scope !== earlier.scope) return false;
  return start - end >= gap.min && start - end <= gap.max;
}
