import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { ReportBuilder } from "./define.ts";
import type { RuleCheckContext, RuleCheckDefinition } from "./define-rule-check.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { type Finding, startFinding } from "./report.ts";
import type { RuleSurroundings } from "./surroundings.ts";
import { writtenFixes } from "./written-fixes.ts";

/** Where the spans and edits of a finding stand, and how they get into the file's text. */
interface Place {
  readonly analytic: string | undefined;
  readonly move: (at: Span) => Span;
  readonly encode: (edits: readonly TextEdit[]) => readonly TextEdit[];
}

const IN_FILE: Place = { analytic: undefined, move: (at) => at, encode: (edits) => edits };

/** Runs checks over a rule file; none over a file that is no rule. Comments that suppress are not looked at here. */
export function runRuleChecks(
  analysis: DocumentAnalysis,
  checks: readonly RuleCheckDefinition[],
  surroundings: RuleSurroundings,
): readonly Diagnostic[] {
  const { rule, document, environment } = analysis;
  if (rule.format === "other") return [];
  const found: { readonly finding: Finding; readonly place: Place }[] = [];
  for (const check of checks) {
    const report = (at: Span, message: string, place: Place): ReportBuilder => {
      const { finding, builder } = startFinding(check, at, message);
      found.push({ finding, place });
      return builder;
    };
    const context: RuleCheckContext = {
      text: document.text,
      catalog: environment.catalog,
      get analytics() {
        return analysis.analytics;
      },
      get signatures() {
        return analysis.signatures;
      },
      surroundings,
      report: (at, message) => report(at, message, IN_FILE),
      reportIn: (analytic, at, message) => report(at, message, inSearch(analytic)),
    };
    check.check(rule, context);
  }
  return found.map(({ finding, place }) => toDiagnostic(finding, place));
}

function inSearch({ analytic, writtenToHost }: AnalyticAnalysis): Place {
  return { analytic: analytic.id, move: writtenToHost, encode: analytic.query.encode };
}

function toDiagnostic({ check, ...finding }: Finding, { analytic, move, encode }: Place): Diagnostic {
  const { severity, grade, message, unnecessary } = finding;
  return {
    code: check.id,
    severity,
    grade,
    span: move(finding.at),
    message,
    facts: finding.facts.map(({ message, at }) => ({ message, span: at && move(at) })),
    fixes: writtenFixes(finding.fixes, encode),
    analytic,
    ...(unnecessary ? { unnecessary } : {}),
  };
}
