import { foldCase } from "#events/compare.ts";
import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { wildcardMatch } from "#runtime/text-match.ts";

/** Whether an event belongs to the index of an option; an event without index belongs to every one. */
export function indexFilter(index: string | undefined): (row: Row) => boolean {
  if (index === undefined || index === "*") return () => true;
  const match = wildcardMatch(foldCase(index), true);
  return (row) => {
    const own = toText(row.get("index"));
    return own === null || match.test(own);
  };
}
