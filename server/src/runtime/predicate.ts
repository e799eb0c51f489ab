import type { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";

/** A compiled expression. */
export type Expression = (row: Row) => Value;

/** A compiled condition. `where` conditions are three-valued; a filter keeps a row on true alone. */
export type Predicate = (row: Row) => boolean | null;
