import type { Row } from "#events/row.ts";

/** Notes, in an explaining run, from which fields the value of a written field came. */
export function recordSources(row: Row, name: string, from: readonly string[]): void {
  row.sources ??= new Map();
  row.sources.set(name, from);
}
