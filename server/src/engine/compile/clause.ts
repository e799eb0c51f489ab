import type { Row } from "#events/row.ts";
import type { Predicate } from "#runtime/predicate.ts";
import type { ClauseTrace, RunContext } from "#runtime/run-context.ts";

/** What an explaining run tells of a clause in a row, besides its number and truth. */
export type ClauseDetail = (row: Row, truth: boolean | null) => Omit<ClauseTrace, "clause" | "truth">;

/** A clause's test that counts how often it held, and in an explaining run tells what it saw. */
export function countedClause(test: Predicate, clause: number, run: RunContext, detail: () => ClauseDetail): Predicate {
  const hits = run.clauseHits;
  const trace = run.trace;
  if (trace === undefined) {
    return (row) => {
      const truth = test(row);
      if (truth === true) hits[clause] = (hits[clause] ?? 0) + 1;
      return truth;
    };
  }
  const tell = detail();
  return (row) => {
    const truth = test(row);
    if (truth === true) hits[clause] = (hits[clause] ?? 0) + 1;
    trace(row, { clause, truth, ...tell(row, truth) });
    return truth;
  };
}
