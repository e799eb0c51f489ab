import type { Usage } from "#catalog/usage.ts";
import { rankByLikelihood } from "./likelihood.ts";

/** What speaks for an item at its place, by name: logarithms of likelihoods, or numbers from 0 to 1. */
export type Clues = Readonly<Record<string, number>>;

/** Kinds of items that are ordered among each other by their clues. */
export type RatedKind = "field" | "function" | "aggregation" | "option" | "keyword" | "event-id";

/** The rank of an item by its clues: lower is likelier. */
export type Rate = (kind: RatedKind, clues: Clues) => number;

/** Ranks by the sum of the clues, each with its weight from the catalog (`scripts/catalog/weights.mjs`). */
export function ratingBy({ weights }: Usage): Rate {
  return (kind, clues) => {
    const known = weights(kind);
    let sum = 0;
    for (const clue in clues) sum += (known.get(clue) ?? 0) * (clues[clue] ?? 0);
    return rankByLikelihood(Math.exp(sum));
  };
}
