import type { CatalogAssets } from "./catalog.ts";
import { loadData } from "./load.ts";

/** How often names were written in one situation. */
export interface UseCounts {
  readonly total: number;
  readonly names: ReadonlyMap<string, number>;
}

/** What authors of public searches write where: counts of names by situation, for the order of completions. */
export interface Usage {
  /** Counts of a situation (`ide/completion/situation.ts` names them); undefined when it was seen less than twice. */
  of(situation: string): UseCounts | undefined;
  /** How much each clue counts for items of a kind, or of a kind at a kind of spot; undefined where it has none of its own. */
  weights(kind: string): ReadonlyMap<string, number> | undefined;
}

/** Indexes the counts; a situation's names are read when it is first asked for. */
export function createUsage(assets: CatalogAssets): Usage {
  const data = loadData(assets, "usage");
  const rows = new Map(data.situations.map(([situation, total, counts]) => [situation, { total, counts }]));
  const known = new Map<string, UseCounts>();
  const weights = new Map(data.weights.map(([kind, clues]) => [kind, new Map(clues)]));
  return Object.freeze<Usage>({
    weights: (kind) => weights.get(kind),
    of: (situation) => {
      const row = rows.get(situation);
      if (row === undefined) return undefined;
      let counts = known.get(situation);
      if (counts === undefined) {
        const names = new Map<string, number>();
        for (let i = 0; i + 1 < row.counts.length; i += 2)
          names.set(data.names[row.counts[i] ?? -1] ?? "", row.counts[i + 1] ?? 0);
        counts = { total: row.total, names };
        known.set(situation, counts);
      }
      return counts;
    },
  });
}
