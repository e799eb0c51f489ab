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
