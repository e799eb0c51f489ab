import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Span } from "#base/span.ts";
import type { MacroCall } from "#syntax/spl/ast.ts";
import { walk } from "#syntax/spl/path.ts";
import { analyticCursor } from "./cursor.ts";
import { fieldWeb } from "./field-web.ts";
import type { Reference } from "./types.ts";
import { namedInYaml } from "./yaml-names.ts";

/**
 * Every place of a document that means what an offset names: the same field within its search, from what makes it to its last
 * use; the calls of the same macro in all searches; or what a YAML rule names: an element of a signature, a selection of Sigma, an anchor. A use inside a macro's body stands at the call.
 */
export function references(analysis: DocumentAnalysis, offset: number): readonly Reference[] {
  const cursor = analyticCursor(analysis, offset);
  if (cursor === undefined) return namedInYaml(analysis, offset);
  if (cursor.macro !== undefined) return macroCalls(analysis, cursor.macro);
  const web = cursor.expanded === undefined ? undefined : fieldWeb(cursor.analytic, cursor.expanded);
  if (web === undefined) return [];
  const found = web.uses
    .filter(({ role }) => role !== "mention" && role !== "pattern")
    .map(({ nameSpan, role }) => ({
      span: cursor.toHost(nameSpan),
      kind: role === "read" ? ("read" as const) : ("write" as const),
      definition: role === "define",
    }));
  return distinct(found);
}

function macroCalls(analysis: DocumentAnalysis, { name, args }: MacroCall): readonly Reference[] {
  const found: Reference[] = [];
  for (const analytic of analysis.analytics) {
    const add = (call: MacroCall): void => {
      if (call.name === name && call.args.length === args.length)
        found.push({ span: analytic.writtenToHost(call.nameSpan), kind: "read", definition: false });
    };
    walk(analytic.written.tree, (node) => {
      if (node.kind === "macro-call") add(node);
      if (node.kind === "stage" && node.macro !== undefined) add(node.macro);
    });
  }
  return distinct(found);
}

/** Without repetitions of a place; of a read and a write the write stays. */
function distinct(references: readonly Reference[]): readonly Reference[] {
  const byPlace = new Map<string, Reference>();
  const keyOf = ({ start, end }: Span): string => `${start}/${end}`;
  for (const one of references) {
    const known = byPlace.get(keyOf(one.span));
    if (known === undefined || (known.kind === "read" && one.kind === "write")) byPlace.set(keyOf(one.span), one);
  }
  return [...byPlace.values()].sort((a, b) => a.span.start - b.span.start);
}
