import type { CompletionItem } from "../types.ts";
import type { CompletionContext } from "./context.ts";

/** Offers items for the places that it knows; nothing elsewhere. One file each. */
export type Provider = (context: CompletionContext) => readonly CompletionItem[];

/** Ranks by group first (0 is best), then by how often authors use a thing. */
export function rankOf(group: number, use: number): number {
  return group * 100_000 + Math.max(0, 99_999 - Math.min(use, 99_999));
}
