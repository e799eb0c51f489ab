import type { SortKey } from "#runtime/ordering.ts";
import type { SortItem } from "#syntax/spl/ast.ts";

/** The keys that sort items name; those without a field are left out. */
export function sortKeys(items: readonly SortItem[] | undefined): readonly SortKey[] {
  return (items ?? []).flatMap(({ field, descending, as }) =>
    field.kind === "missing" ? [] : [{ field: field.name, descending, mode: as }],
  );
}
