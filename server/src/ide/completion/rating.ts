import type { Usage } from "#catalog/usage.ts";
import { rankByLikelihood } from "./likelihood.ts";
import type { Place } from "./place.ts";
import type { StageScan } from "./stage-scan.ts";

/** What speaks for an item at its place, by name: logarithms of likelihoods, or numbers from 0 to 1. */
export type Clues = Readonly<Record<string, number>>;

/** Kinds of items that are ordered among each other by their clues. */
export type RatedKind = "field" | "function" | "aggregation" | "option" | "keyword" | "event-id";

/** The rank of an item by its clues at a kind of spot: lower is likelier. */
export type Rate = (kind: RatedKind, clues: Clues, spot: string) => number;

/** Ranks by the sum of the clues, each with its weight from the catalog (`scripts/catalog/usage.mjs`). */
export function ratingBy({ weights }: Usage): Rate {
  return (kind, clues, spot) => {
    // Of a kind of place that no public search shows, the clues are weighed as in lists.
    const known = weights(`${kind} ${spot}`) ?? weights(kind) ?? weights(`${kind} list`);
    let sum = 0;
    for (const clue in clues) sum += (known?.get(clue) ?? 0) * (clues[clue] ?? 0);
    return rankByLikelihood(Math.exp(sum));
  };
}

/** The kind of a place, as far as clues weigh differently there; `last` where the text of the search ends. */
export function spotOf({ place, inEval, scan, follows }: Spot): string {
  const kind =
    place === "search" || place === "aggregation"
      ? place
      : place === "eval" || inEval
        ? "eval"
        : scan.calls.length > 0
          ? "call"
          : scan.clause === "by"
            ? "by"
            : "list";
  return follows.trim() === "" ? `${kind} last` : kind;
}

interface Spot {
  readonly place: Place;
  readonly inEval: boolean;
  readonly scan: StageScan;
  readonly follows: string;
}
