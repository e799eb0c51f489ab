import type { Span } from "#base/span.ts";
import type { RunContext } from "#runtime/run-context.ts";

/** Warns of a field that no row has, at the place where it is named. */
export function sayAbsent(span: Span): (names: readonly string[], run: RunContext) => void {
  return (names, run) =>
    run.problem({
      code: "E-MVFIELD",
      severity: "warning",
      message: `Field '${names.join("', '")}' does not exist in the data.`,
      span,
    });
}
