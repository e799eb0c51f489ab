import type { SearchAnalysis } from "#analysis/search-analysis.ts";
import type { FieldSet } from "#events/field-set.ts";

/** Fields by which a search names the ids of the Windows events that it wants. */
const ID_FIELDS = ["EventCode", "EventID"] as const;

/** Ids of the events that rows may be, by their kinds or by the ids that the search asks for; empty when it says nothing. */
export function admittedIds({ flow }: SearchAnalysis, fields: FieldSet | undefined): readonly number[] {
  if (fields === undefined) return [];
  if (!fields.kinds.open) return [...new Set(fields.kinds.kinds.map(({ id }) => id))];
  for (const name of ID_FIELDS) {
    const { domain } = flow.field(fields, name);
    if (domain.kind === "set") return domain.values.map(Number).filter(Number.isInteger);
  }
  return [];
}
