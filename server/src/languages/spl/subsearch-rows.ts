import type { Row } from "#events/row.ts";
import { collectUpTo } from "#runtime/collect.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { PlanContext } from "#semantics/dialect.ts";
import type { Subsearch } from "#syntax/spl/ast.ts";

/**
 * The rows of a subsearch, run from its own source. `most` bounds them beside the limit for such commands; cutting is said.
 */
export function subsearchRows(
  sub: Subsearch,
  ctx: PlanContext,
  most = Number.POSITIVE_INFINITY,
): (run: RunContext) => Promise<Row[]> {
  const search = ctx.pipeline(sub.pipeline);
  const { command } = ctx.stage;
  return async (run) => {
    const limit = Math.min(most, run.limits.joinRows);
    const { rows, cut } = await collectUpTo(search.run(run), limit, run);
    if (cut) {
      run.problem({
        code: "E-SUBTRUNC",
        severity: "warning",
        message: `The subsearch of ${command} gave more than ${limit} results; the rest is not used.`,
        span: sub.span,
      });
    }
    return rows;
  };
}
