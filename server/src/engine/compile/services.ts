import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import type { Prepared } from "#runtime/operator.ts";
import type { Settings } from "#runtime/settings.ts";
import type { Dialect, LookupTable } from "#semantics/dialect.ts";
import type { EvalExpr, SearchExpr, Subsearch } from "#syntax/spl/ast.ts";
import type { ConditionTree } from "./condition-tree.ts";

/** What compiling an expression may ask of the compiler around it. */
export interface ExpressionServices {
  readonly settings: Settings;
  readonly dialect: Dialect;
  /** The analytic's expanded text: spans of nodes refer to it. */
  readonly text: string;
  lookup(name: string): LookupTable | undefined;
  /** The rows of a subsearch, run once at the start of a run. */
  subsearchRows(sub: Subsearch): Prepared<readonly Row[]>;
  /** Reads search or eval text that stands at `at`, a string of the analytic or the result of a subsearch. */
  parseSearch(text: string, at: Span): SearchExpr;
  parseEval(text: string, at: Span): EvalExpr;
  report(problem: Problem): void;
}

/** Gives numbers to the clauses of an analytic: the comparisons and terms at the leaves of its conditions. */
export interface ClauseRegistry {
  clause(span: Span): number;
  /** Takes the tree of a condition once its clauses have numbers; not asked for inside subsearches. */
  condition?(tree: ConditionTree): void;
}
