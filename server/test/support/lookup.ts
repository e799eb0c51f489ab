import type { ExampleRow, LookupTable } from "#semantics/dialect.ts";

/** A lookup table from the rows of an example: compared exactly, up to 1,000 matches. */
export function lookupOf(name: string, rows: readonly ExampleRow[]): LookupTable {
  return {
    name,
    columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, String(cell)]))),
    caseSensitive: true,
    matchTypes: new Map(),
    maxMatches: 1000,
    minMatches: 0,
    defaultMatch: undefined,
  };
}
