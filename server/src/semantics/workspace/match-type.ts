import type { MatchType } from "./names.ts";

/** The columns of a `match_type`, and the parts of it that are none. */
export interface ParsedMatchType {
  readonly types: ReadonlyMap<string, MatchType>;
  /** What does not read as `WILDCARD(column)`, `CIDR(column)` or `EXACT(column)`. */
  readonly wrong: readonly string[];
}

/** Reads `WILDCARD(process), CIDR(src)`: parts separated by commas or spaces, types in any case (transforms.conf). */
export function parseMatchType(text: string): ParsedMatchType {
  const types = new Map<string, MatchType>();
  const wrong: string[] = [];
  for (const [part, type, written] of text.matchAll(/([A-Za-z_]+)\s*\(([^()]*)\)|[^\s,]+/g)) {
    const kind = typeOf(type);
    const column = written?.trim();
    if (kind === undefined || column === undefined || column === "") wrong.push(part);
    else if (kind !== "exact") types.set(column, kind);
  }
  return { types, wrong };
}

function typeOf(text: string | undefined): MatchType | undefined {
  const lower = text?.toLowerCase();
  return lower === "exact" || lower === "wildcard" || lower === "cidr" ? lower : undefined;
}
