import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Span } from "#base/span.ts";
import type { NameKind, WorkspaceNames } from "#semantics/workspace/workspace-names.ts";
import { pathAt } from "#syntax/spl/path.ts";
import { type AnalyticCursor, analyticCursor } from "./cursor.ts";
import { fieldWeb } from "./field-web.ts";
import type { Location } from "./types.ts";
import { namedInYaml } from "./yaml-names.ts";

/**
 * Where what an offset names is defined: a field where the search makes it, a macro, lookup or saved search where a file of
 * the workspace defines it, the one in force first. Empty for what the event, the catalog or nobody defines.
 */
export function definitions(
  analysis: DocumentAnalysis,
  offset: number,
  definitionsOf: WorkspaceNames["definitionsOf"],
): readonly Location[] {
  const cursor = analyticCursor(analysis, offset);
  if (cursor === undefined)
    return namedInYaml(analysis, offset)
      .filter(({ definition }) => definition)
      .map(({ span }) => ({ file: undefined, span }));
  const named = nameAt(cursor);
  if (named !== undefined)
    return definitionsOf(named.kind, named.name, named.arity).map(({ file, span }) => ({ file, span }));
  if (cursor.expanded === undefined) return [];
  const web = fieldWeb(cursor.analytic, cursor.expanded);
  if (web === undefined) return [];
  const places = web.sources.flatMap(({ span }) => (span === undefined ? [] : [cursor.toHost(span)]));
  return distinct(places).map((span) => ({ file: undefined, span }));
}

interface Named {
  readonly kind: NameKind;
  readonly name: string;
  readonly arity?: number;
}

const LOOKUP_COMMANDS: ReadonlySet<string> = new Set(["lookup", "inputlookup", "outputlookup"]);

/** The name of a workspace's definition at a cursor. */
function nameAt({ macro, written, analytic }: AnalyticCursor): Named | undefined {
  if (macro !== undefined) return { kind: "macro", name: macro.name, arity: macro.args.length };
  const path = pathAt(analytic.written.tree, written);
  const node = path.at(-1);
  const stage = path.findLast((one) => one.kind === "stage");
  if (node?.kind === "dataset" && node.type === "savedsearch") return { kind: "saved-search", name: node.name };
  if (node?.kind === "dataset" && node.type === "inputlookup") return { kind: "lookup", name: node.name };
  if (node?.kind !== "literal" || stage?.kind !== "stage") return undefined;
  const { table, name } = stage.args;
  if (node === table && LOOKUP_COMMANDS.has(stage.command)) return { kind: "lookup", name: node.text };
  if (node === name && stage.command === "savedsearch") return { kind: "saved-search", name: node.text };
  return undefined;
}

function distinct(spans: readonly Span[]): readonly Span[] {
  return spans.filter(
    (span, index) => spans.findIndex((one) => one.start === span.start && one.end === span.end) === index,
  );
}
