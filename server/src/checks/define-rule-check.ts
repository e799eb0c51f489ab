import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { SignatureAnalysis } from "#analysis/signature-analysis.ts";
import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import type { CheckFacts, ReportBuilder } from "./define.ts";
import type { RuleSurroundings, SampleState } from "./surroundings.ts";

/** What a check of a rule file sees. */
export interface RuleCheckContext {
  /** The file's text, to which the spans of the rule refer. */
  readonly text: string;
  readonly catalog: Catalog;
  readonly analytics: readonly AnalyticAnalysis[];
  readonly signatures: readonly SignatureAnalysis[];
  readonly surroundings: RuleSurroundings;
  /** Reports at a span of the file's text, outside its searches; edits are of that text. */
  report(at: Span, message: string): ReportBuilder;
  /** Reports at a span of a search's written text; edits are of that text. */
  reportIn(analytic: AnalyticAnalysis, at: Span, message: string): ReportBuilder;
}

/** A rule file of an example. */
export interface RuleExample {
  /** Name of the file: with its text it decides the format. */
  readonly file: string;
  /** Its text; of a bad example with the reported fragments in «…». */
  readonly text: string;
  /** What surrounds it. */
  readonly today?: string;
  readonly sameId?: readonly string[];
  readonly samples?: Readonly<Record<string, SampleState>>;
}

/** A bad example; `fixed` is the text after the first fix. */
export interface BadRuleExample extends RuleExample {
  readonly fixed?: string;
  readonly doc?: string;
}

/** A unit that reports diagnostics of a rule file: its metadata, its prose, its searches as texts. One file each. */
export interface RuleCheckDefinition extends CheckFacts {
  check(rule: RuleFile, ctx: RuleCheckContext): void;
  readonly examples: { readonly good: readonly RuleExample[]; readonly bad: readonly BadRuleExample[] };
}

/** Defines a check of rule files; the registry (rule-checks.index.ts, generated) lists it. */
export function defineRuleCheck(definition: RuleCheckDefinition): RuleCheckDefinition {
  return definition;
}
