import type { CompletionItem } from "../types.ts";

/** How many items are sent at once. The editor asks again with the next character. */
const MOST = 500;

/** Of very many items those that fit the typed characters best: they begin so, hold them, hold them with others between. */
export function fitting(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  if (items.length <= MOST) return items;
  const wanted = typed.toLowerCase();
  const groups: [CompletionItem[], CompletionItem[], CompletionItem[]] = [[], [], []];
  for (const item of items) {
    const found = (item.filter ?? item.label).toLowerCase();
    if (item.label.toLowerCase().startsWith(wanted)) groups[0].push(item);
    else if (found.includes(wanted)) groups[1].push(item);
    else if (holdsInOrder(found, wanted)) groups[2].push(item);
  }
  return groups.flat().slice(0, MOST);
}

/** Of very many things those that an editor would show for the typed characters: the others need not become items. */
export function fittingNames<T extends { readonly name: string }>(things: readonly T[], typed: string): readonly T[] {
  const wanted = typed.toLowerCase();
  return things.length <= MOST ? things : things.filter(({ name }) => holdsInOrder(name.toLowerCase(), wanted));
}

function holdsInOrder(text: string, typed: string): boolean {
  let at = 0;
  for (const character of typed) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
