import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { SearchAnalysis } from "#analysis/search-analysis.ts";
import type { SplNode, Stage } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import type { CheckContext, CheckDefinition, NodeKind } from "./define.ts";
import { type Finding, startFinding } from "./report.ts";

type ByKind = ReadonlyMap<NodeKind, readonly CheckDefinition[]>;

const tables = new WeakMap<readonly CheckDefinition[], ByKind>();

function byKind(checks: readonly CheckDefinition[]): ByKind {
  let table = tables.get(checks);
  if (table === undefined) {
    const lists = new Map<NodeKind, CheckDefinition[]>();
    for (const check of checks) {
      const kinds: readonly NodeKind[] = typeof check.on === "string" ? [check.on] : check.on;
      for (const kind of kinds) lists.set(kind, [...(lists.get(kind) ?? []), check]);
    }
    table = lists;
    tables.set(checks, table);
  }
  return table;
}

const remembered = new WeakMap<
  SearchAnalysis,
  Map<string, { checks: readonly CheckDefinition[]; findings: readonly Finding[] }>
>();

/**
 * Runs checks over one analytic's expanded tree, in one walk. Positions are those of the expanded text, so the findings are
 * remembered with the search's analysis: an edit of one analytic runs no check on another.
 */
export function runChecks(analytic: AnalyticAnalysis, checks: readonly CheckDefinition[]): readonly Finding[] {
  let byFormat = remembered.get(analytic.search);
  if (byFormat === undefined) {
    byFormat = new Map();
    remembered.set(analytic.search, byFormat);
  }
  const known = byFormat.get(analytic.format);
  if (known?.checks === checks) return known.findings;
  const findings = walkWith(analytic, checks);
  byFormat.set(analytic.format, { checks, findings });
  return findings;
}

function walkWith(analytic: AnalyticAnalysis, checks: readonly CheckDefinition[]): readonly Finding[] {
  const findings: Finding[] = [];
  const table = byKind(checks);
  const ancestors: SplNode[] = [];
  const visit = (node: SplNode): void => {
    const interested = table.get(node.kind);
    if (interested !== undefined) {
      const { context, setCheck } = contextFor(analytic, { node, ancestors: ancestors.slice() }, findings);
      for (const check of interested) {
        setCheck(check);
        check.check(node, context);
      }
    }
    ancestors.push(node);
    for (const child of children(node)) visit(child);
    ancestors.pop();
  };
  visit(analytic.expanded.tree);
  return findings;
}

interface Place {
  readonly node: SplNode;
  readonly ancestors: readonly SplNode[];
}

/** One context for all checks of a node; `setCheck` says which of them reports. */
function contextFor(
  analytic: AnalyticAnalysis,
  { node, ancestors }: Place,
  findings: Finding[],
): { readonly context: CheckContext; readonly setCheck: (check: CheckDefinition) => void } {
  let current: CheckDefinition | undefined;
  const chain = [...ancestors, node];
  const pipeline = chain.findLast((one) => one.kind === "pipeline") ?? analytic.expanded.tree;
  const stage = chain.findLast((one) => one.kind === "stage") ?? pipeline.stages[0] ?? noStage;
  const { flow, environment } = analytic;
  const { text } = analytic.expanded;
  const context: CheckContext = {
    analytic,
    catalog: environment.catalog,
    dialect: environment.dialect,
    text,
    ancestors,
    stage,
    pipeline,
    before: (at = stage) => flow.before(at),
    after: (at = stage) => flow.after(at),
    field: (name, at = stage) => flow.field(flow.before(at), name),
    slice: (at) => text.slice(at.start, at.end),
    report: (at, message) => {
      if (current === undefined) throw new Error("a check reported before it was called");
      const { finding, builder } = startFinding(current, at, message);
      findings.push(finding);
      return builder;
    },
  };
  return {
    context,
    setCheck: (check) => {
      current = check;
    },
  };
}

/** Stands for the stage of a pipeline that has none. */
const noStage: Stage = {
  kind: "stage",
  span: { start: 0, end: 0 },
  pipe: undefined,
  command: "",
  nameSpan: undefined,
  status: "missing",
  args: {},
  macro: undefined,
  unexpected: [],
  parts: [],
};
