import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import type { Dialect } from "#semantics/dialect.ts";
import type { Pipeline, SplNode, Stage } from "#syntax/spl/ast.ts";
import type { Grade, Severity } from "./diagnostic.ts";

/** Node kinds that a check can be called for. */
export type NodeKind = SplNode["kind"];

/** The nodes of a kind. */
export type NodeOfKind<K extends NodeKind> = Extract<SplNode, { readonly kind: K }>;

/** Where a node stands: its ancestors, outermost first, and what is known there. */
export interface CheckContext {
  readonly analytic: AnalyticAnalysis;
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  /** The expanded text that spans refer to. */
  readonly text: string;
  readonly ancestors: readonly SplNode[];
  /** The innermost stage and pipeline that hold the node (the node itself when it is one). */
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  /** The fields that rows have before and after the stage. */
  before(stage?: Stage): FieldSet;
  after(stage?: Stage): FieldSet;
  /** What is known of a field before the stage, admitted event kinds included. */
  field(name: string, stage?: Stage): FieldInfo;
  /** The text of a span. */
  slice(at: Span): string;
  /** Reports at a span of the expanded text. */
  report(at: Span, message: string): ReportBuilder;
}

/** Adds to what was reported. All spans and edits are in the expanded text. */
export interface ReportBuilder {
  /**
   * A fact of the chain: a place with what it says there, or a catalog fact without place. `empties`: from it follows that the
   * search as a whole returns nothing.
   */
  fact(message: string, at?: Span, empties?: boolean): ReportBuilder;
  /** An edit offered; `safe` ones are part of "fix all". Dropped when an edit falls into a macro's body. */
  fix(title: string, edits: TextEdit | readonly TextEdit[], safe?: boolean): ReportBuilder;
  severity(severity: Severity): ReportBuilder;
  grade(grade: Grade): ReportBuilder;
  unnecessary(): ReportBuilder;
}

/** A bad example: the search with the reported fragment in «…»; `fixed` is the text after the first fix. */
export interface BadExample {
  readonly spl: string;
  readonly fixed?: string;
  readonly doc?: string;
}

/** What every check says of itself. */
export interface CheckFacts {
  /** `spl/like-with-star`. The part behind the area is unique, so that comments may leave the area out. */
  readonly id: `${string}/${string}`;
  readonly severity: Severity;
  readonly grade: Grade;
  /** The smallest preset that has it: essential (what is wrong), recommended, all. */
  readonly preset: "essential" | "recommended" | "all";
  /** One sentence: what is reported. */
  readonly summary: string;
  /** Why it matters, Markdown, own words. */
  readonly why: string;
}

/** A unit that reports diagnostics of a search. One file each. */
export interface CheckDefinition<K extends NodeKind = NodeKind> extends CheckFacts {
  readonly on: K | readonly K[];
  check(node: NodeOfKind<K>, ctx: CheckContext): void;
  readonly examples: { readonly good: readonly string[]; readonly bad: readonly BadExample[] };
}

/** Defines a check; the registry (index.ts, generated) lists it. */
export function defineCheck<const K extends NodeKind>(definition: CheckDefinition<K>): CheckDefinition {
  const { check } = definition;
  // The runner calls a check only with nodes of the kinds in `on`.
  return { ...definition, check: (node, ctx) => check(node as NodeOfKind<K>, ctx) };
}
