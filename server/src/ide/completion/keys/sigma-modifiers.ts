import { SIGMA_MODIFIERS } from "../../keys/sigma-keys.ts";
import type { YamlPlace } from "../../keys/yaml-place.ts";
import type { CompletionItem } from "../../types.ts";
import { rankOf } from "../provider.ts";

/** The modifiers that may stand behind the last `|` of a half-typed field of a Sigma rule; undefined elsewhere. */
export function modifiersAt(
  place: YamlPlace,
): { readonly typed: string; readonly items: readonly CompletionItem[] } | undefined {
  const [top] = place.path;
  if (
    (top !== "detection" && top !== "filter") ||
    place.path.length < 2 ||
    (place.kind !== "key" && place.kind !== "item")
  )
    return undefined;
  const names = place.typed.split("|");
  const typed = names.pop() ?? "";
  if (names.length === 0 || /\s/.test(place.typed)) return undefined;
  const written = new Set(names.slice(1));
  const close = place.style === "double" ? '"' : place.style === "single" ? "'" : "";
  const items = Object.entries(SIGMA_MODIFIERS)
    .filter(([name]) => !written.has(name))
    .map(
      ([name, doc], index): CompletionItem => ({
        label: name,
        kind: "keyword",
        detail: doc,
        insert: place.colon ? name : `${name}${close}:`,
        rank: rankOf(0, 1000 - index),
      }),
    );
  return { typed, items };
}
