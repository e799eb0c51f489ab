import type { Pipeline } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";

/**
 * A check that passes on what the parser, macro expansion or the type rules found, under its own id. Runs once, at the
 * whole search.
 */
export function reportProblems(codes: readonly string[]): (node: Pipeline, ctx: CheckContext) => void {
  return (_node, ctx) => {
    if (ctx.ancestors.length > 0) return;
    for (const problem of ctx.analytic.expandedProblems) {
      if (!codes.includes(problem.code)) continue;
      const report = ctx.report(problem.span, problem.message);
      for (const related of problem.related ?? []) report.fact(related.message, related.span);
      if (problem.help !== undefined) report.fact(problem.help);
      if (problem.fix !== undefined) report.fix(problem.fix.title, problem.fix.edits, true);
    }
  };
}
