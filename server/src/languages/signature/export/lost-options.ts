import type { ReadElement } from "../signature-language.ts";
import type { ExportInput } from "./export.ts";

/** Notes keys of an element that the other language cannot say, each at its value. */
export function lostOptions(one: ReadElement, keys: readonly string[], why: string, input: ExportInput): void {
  for (const key of keys) {
    const entry = one.element.entries.get(key);
    if (entry !== undefined) input.note(entry.keySpan, `${why}: "${key}" of ${one.element.name} is lost.`);
  }
}
