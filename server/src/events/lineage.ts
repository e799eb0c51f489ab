import type { Origin } from "./origin.ts";
import type { Row } from "./row.ts";

/** How many contributing events a row keeps by name; the count beyond it stays exact. */
export const LINEAGE_BOUND = 100;

/** The events that contributed to a row: why-provenance, the first {@link LINEAGE_BOUND} of them and the exact count. */
export interface Lineage {
  count: number;
  readonly origins: Origin[];
}

/** A lineage that holds nothing yet. */
export function emptyLineage(): Lineage {
  return { count: 0, origins: [] };
}

/** Adds the events of another lineage. */
export function mergeLineage(into: Lineage, from: Lineage): void {
  into.count += from.count;
  for (const origin of from.origins) {
    if (into.origins.length >= LINEAGE_BOUND) return;
    into.origins.push(origin);
  }
}

/** Adds the events behind a row. */
export function addToLineage(into: Lineage, row: Row): void {
  if (row.lineage !== null) mergeLineage(into, row.lineage);
  else if (row.event !== null) {
    into.count += 1;
    if (into.origins.length < LINEAGE_BOUND) into.origins.push(row.event.origin);
  }
}

/** The events behind a row, whatever made it. */
export function lineageOf(row: Row): Lineage {
  if (row.lineage !== null) return row.lineage;
  const lineage = emptyLineage();
  addToLineage(lineage, row);
  return lineage;
}
