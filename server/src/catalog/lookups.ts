import type { CatalogAssets } from "./catalog.ts";
import { fact, indexed } from "./collect.ts";
import { loadData } from "./load.ts";

/** One lookup table. */
export interface LookupFact {
  readonly name: string;
  readonly type: "csv" | "kvstore" | "mlmodel" | "other";
  readonly fields: readonly string[];
  /** False when the columns are a hole of the catalog. */
  readonly fieldsKnown: boolean;
  /** Match types as in transforms.conf: `WILDCARD(domain)`, `CIDR(ip)`. */
  readonly matchType: readonly string[];
  readonly caseSensitive: boolean;
  readonly description?: string;
  readonly origin: "content" | "workspace";
}

/** Lookup tables of the public content and the workspace overlay. Names are case-sensitive. */
export interface LookupFacts {
  get(name: string): LookupFact | undefined;
  all(): readonly LookupFact[];
}

const TYPES = ["csv", "kvstore", "mlmodel"] as const;

/** Indexes the lookups. */
export function createLookupFacts(assets: CatalogAssets): LookupFacts {
  return indexLookups(
    loadData(assets, "lookups").lookups.map(([name, type, fields, matchType]) =>
      fact<LookupFact>({
        name,
        type: TYPES.find((t) => t === type) ?? "other",
        fields: fields ?? [],
        fieldsKnown: fields !== undefined && fields !== null,
        matchType: matchType ?? [],
        caseSensitive: true,
        origin: "content",
      }),
    ),
  );
}

/** The read API over given lookups; of equal names the first wins. */
export function indexLookups(lookups: readonly LookupFact[]): LookupFacts {
  const byName = indexed(lookups, (l) => l.name);
  const all = Object.freeze([...byName.values()]);
  return Object.freeze<LookupFacts>({ get: (name) => byName.get(name), all: () => all });
}
