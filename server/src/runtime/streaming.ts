import type { Row } from "#events/row.ts";
import type { Operator, Prepared } from "./operator.ts";
import type { Predicate } from "./predicate.ts";

/** Keeps the rows for which a condition is true; null and false drop them. */
export function keepRows(prepare: Prepared<Predicate>): Operator {
  return async function* (input, run) {
    const holds = await prepare(run);
    for await (const batch of input) {
      const kept = batch.filter((row) => holds(row) === true || run.passAll === true);
      if (kept.length > 0) yield kept;
    }
  };
}

/** Changes each row in place. */
export function changeRows(prepare: Prepared<(row: Row) => void>): Operator {
  return async function* (input, run) {
    const change = await prepare(run);
    for await (const batch of input) {
      for (const row of batch) change(row);
      yield batch;
    }
  };
}

/** Puts another row in the place of each. */
export function mapRows(prepare: Prepared<(row: Row) => Row>): Operator {
  return async function* (input, run) {
    const map = await prepare(run);
    for await (const batch of input) yield batch.map(map);
  };
}

/** Puts any number of rows in the place of each: the function pushes them. */
export function expandRows(prepare: Prepared<(row: Row, into: Row[]) => void>): Operator {
  return async function* (input, run) {
    const expand = await prepare(run);
    for await (const batch of input) {
      const rows: Row[] = [];
      for (const row of batch) expand(row, rows);
      if (rows.length > 0) yield rows;
    }
  };
}

/** Rows pass as they are. */
export const passRows: Operator = (input) => input;
