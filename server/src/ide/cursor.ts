import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { toEmbedded } from "#base/source-map.ts";
import { type Span, touches } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { MacroCall, SplNode, Stage } from "#syntax/spl/ast.ts";
import { pathAt, walk } from "#syntax/spl/path.ts";

/** A place inside an analytic: where it is in the written and the expanded text, and the nodes around it. */
export interface AnalyticCursor {
  /** The URI of the document. */
  readonly uri: string;
  readonly analytic: AnalyticAnalysis;
  /** Offset in the analytic's written text. */
  readonly written: number;
  /** Offset in the expanded text; undefined inside a macro call, whose body stands for it there. */
  readonly expanded: number | undefined;
  /** The macro call of the written text around the offset. */
  readonly macro: MacroCall | undefined;
  /** The chain of nodes of the expanded tree around the offset, outermost first; empty inside a macro call. */
  readonly path: readonly SplNode[];
  /** The innermost stage around it. */
  readonly stage: Stage | undefined;
  readonly catalog: Catalog;
  /** White space stands before the offset in the document that its scalar drops, as at the end of a folded line. */
  readonly spaced: boolean;
  /** The document's span of a span of the expanded text. */
  toHost(at: Span): Span;
}

/** The place of a document offset inside an analytic, or undefined outside every analytic. */
export function analyticCursor(analysis: DocumentAnalysis, offset: number): AnalyticCursor | undefined {
  const analytic = analysis.analyticAt(offset);
  if (analytic === undefined) return undefined;
  const written = toEmbedded(analytic.analytic.query.map, offset);
  if (written === undefined) return undefined;
  const macro = macroAt(analytic, written);
  const expanded = macro === undefined ? expandedOffset(analytic, written) : undefined;
  const path = expanded === undefined ? [] : pathAt(analytic.expanded.tree, expanded);
  const stage = path.findLast((node): node is Stage => node.kind === "stage");
  const { catalog } = analysis.environment;
  const { uri } = analysis.document;
  const spaced = isSpace(analysis.document.text[offset - 1]) && !isSpace(analytic.written.text[written - 1]);
  return { uri, analytic, written, expanded, macro, path, stage, catalog, spaced, toHost: (at) => analytic.toHost(at) };
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

function expandedOffset(analytic: AnalyticAnalysis, written: number): number | undefined {
  return analytic.expanded === analytic.written ? written : toEmbedded(analytic.expansion.map, written);
}

function macroAt(analytic: AnalyticAnalysis, offset: number): MacroCall | undefined {
  let found: MacroCall | undefined;
  walk(analytic.written.tree, (node) => {
    if (node.kind === "macro-call" && node.span.start < offset && offset < node.span.end) found = node;
    if (node.kind === "stage" && node.macro !== undefined && touchesInside(node.macro.span, offset)) found = node.macro;
    return touches(node.span, offset) || node.kind === "pipeline";
  });
  return found;
}

function touchesInside(at: Span, offset: number): boolean {
  return at.start < offset && offset < at.end;
}

/** The fields before the cursor's stage; undefined where there is no stage. */
export function fieldsBefore(cursor: AnalyticCursor): FieldSet | undefined {
  return cursor.stage === undefined ? undefined : cursor.analytic.flow.before(cursor.stage);
}
