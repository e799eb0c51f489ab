import type { Row } from "#events/row.ts";
import type { Prepared } from "#runtime/operator.ts";
import type { Predicate } from "#runtime/predicate.ts";
import type { SearchExpr, Subsearch } from "#syntax/spl/ast.ts";
import { searchTree } from "./condition-tree.ts";
import { probeRun } from "./probe-run.ts";
import { compileSearch } from "./search-build.ts";
import type { ClauseRegistry, ExpressionServices } from "./services.ts";

/**
 * Compiles a search expression (SPL reference 2.1): two-valued, subsearches run first. With a registry each comparison, list, term,
 * time term and subsearch is a clause: how often it held is counted in `run.clauseHits`, and in an explaining run (`run.trace` set)
 * all clauses are asked and tell what they saw. What cannot be run is reported at once, at its place.
 */
export function compileFilter(
  expr: SearchExpr,
  services: ExpressionServices,
  clauses?: ClauseRegistry,
): Prepared<Predicate> {
  const ids = new Map<SearchExpr, number>();
  const subsearches: Subsearch[] = [];
  for (const leaf of leavesOf(expr)) {
    if (clauses !== undefined) ids.set(leaf, clauses.clause(leaf.span));
    subsearches.push(...subsearchesOf(leaf));
  }
  clauses?.condition?.(searchTree(expr, ids));
  compileSearch(expr, {
    services,
    run: probeRun(services.settings),
    subsearches: new Map(),
    ids: new Map(),
    refuse: (problem) => services.report(problem),
  });
  const rows = subsearches.map((sub) => services.subsearchRows(sub));
  return (run) => {
    const start = (found: ReadonlyMap<Subsearch, readonly Row[]>): Predicate =>
      compileSearch(expr, {
        services,
        run,
        subsearches: found,
        ids,
        refuse: ({ code, severity, message, span }) => run.problem({ code, severity, message, span }),
      });
    if (subsearches.length === 0) return start(new Map());
    const all = async (): Promise<Predicate> => {
      const found = new Map<Subsearch, readonly Row[]>();
      for (const [i, sub] of subsearches.entries()) found.set(sub, (await rows[i]?.(run)) ?? []);
      return start(found);
    };
    return all();
  };
}

function leavesOf(expr: SearchExpr): readonly SearchExpr[] {
  switch (expr.kind) {
    case "search-and":
    case "search-or":
      return expr.items.flatMap(leavesOf);
    case "search-not":
      return leavesOf(expr.operand);
    case "search-paren":
      return leavesOf(expr.inner);
    case "missing":
    case "macro-call":
      return [];
    default:
      return [expr];
  }
}

function subsearchesOf(leaf: SearchExpr): readonly Subsearch[] {
  if (leaf.kind === "subsearch") return [leaf];
  if (leaf.kind === "search-compare") return leaf.value.kind === "subsearch" ? [leaf.value] : [];
  if (leaf.kind === "search-in") return leaf.values.filter((value): value is Subsearch => value.kind === "subsearch");
  return [];
}
