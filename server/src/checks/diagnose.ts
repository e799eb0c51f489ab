import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { CheckDefinition } from "./define.ts";
import type { Diagnostic, Fix, Severity } from "./diagnostic.ts";
import { checks } from "./index.ts";
import { claimedProblems } from "./problem-checks.ts";
import type { Finding } from "./report.ts";
import { runChecks } from "./run.ts";
import { type Suppression, suppresses, suppressionsIn } from "./suppression.ts";

const SEVERITIES: Readonly<Record<Problem["severity"], Severity>> = {
  error: "error",
  warning: "warning",
  info: "information",
};

/**
 * Every diagnostic of a document, of all presets, in the order of the text: what the container, the parser, macros and
 * types say (`syntax/E-QUOTES`, `markdown/…`), and what the checks find, without what comments suppress.
 */
export function diagnoseDocument(analysis: DocumentAnalysis): readonly Diagnostic[] {
  const { rule } = analysis;
  const container = rule.problems.map((problem) => problemDiagnostic(problem, rule.format));
  const analytics = analysis.analytics.flatMap((analytic) => diagnoseAnalytic(analytic));
  return [...container, ...analytics].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The diagnostics of one analytic, in positions of its document. */
export function diagnoseAnalytic(
  analytic: AnalyticAnalysis,
  list: readonly CheckDefinition[] = checks,
): readonly Diagnostic[] {
  const suppressions = suppressionsIn(analytic.text, analytic.written.tokens);
  const used = new Set<string>();
  const isSuppressed = (code: string): boolean => {
    let found = false;
    for (const { entries } of suppressions) {
      for (const { id, span } of entries) {
        if (!suppresses(id, code)) continue;
        used.add(`${span.start}`);
        found = true;
      }
    }
    return found;
  };
  const claimed = claimedProblems(list);
  const problems = analytic.problems
    .filter(({ code }) => !claimed.has(code))
    .map((problem) => syntaxDiagnostic(problem, analytic));
  const findings = runChecks(analytic, list)
    .filter((finding) => counts(finding, analytic))
    .map((finding) => findingDiagnostic(finding, analytic));
  const kept = distinct([...problems, ...findings]).filter(({ code }) => !isSuppressed(code));
  return [...kept, ...unusedSuppressions(suppressions, used, analytic)];
}

/** Findings inside a macro's body are shown at the call, and only when they are sure: its author is not the reader. */
function counts(finding: Finding, analytic: AnalyticAnalysis): boolean {
  return analytic.isWritten(finding.at) || (finding.grade === "proved" && finding.severity === "error");
}

/** One diagnostic for a code and place. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, span }) => {
    const key = `${code}/${span.start}/${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function findingDiagnostic(finding: Finding, analytic: AnalyticAnalysis): Diagnostic {
  const { check, severity, grade, at, message, facts, unnecessary } = finding;
  return {
    code: check.id,
    severity,
    grade,
    span: analytic.toHost(at),
    message,
    facts: facts.map((fact) => ({ message: fact.message, span: fact.at && analytic.toHost(fact.at) })),
    fixes: finding.fixes.flatMap((fix) => hostFix(fix, analytic) ?? []),
    analytic: analytic.analytic.id,
    ...(unnecessary ? { unnecessary } : {}),
  };
}

/** A fix of the expanded text as one of the document; undefined when an edit falls into a macro's body. */
function hostFix(fix: Finding["fixes"][number], analytic: AnalyticAnalysis): Fix | undefined {
  const written: TextEdit[] = [];
  for (const { span, text } of fix.edits) {
    if (!analytic.isWritten(span)) return undefined;
    written.push({ span: analytic.toWritten(span), text });
  }
  return { title: fix.title, safe: fix.safe, edits: analytic.analytic.query.encode(written) };
}

function syntaxDiagnostic(problem: Problem, analytic: AnalyticAnalysis): Diagnostic {
  const { encode } = analytic.analytic.query;
  const move = (at: Span) => analytic.writtenToHost(at);
  return {
    ...problemParts(problem, move),
    code: `syntax/${problem.code}`,
    fixes: fixesOf(problem, encode),
    analytic: analytic.analytic.id,
  };
}

/** The diagnostic for a problem of a file outside of its searches; `area` comes before a code that names none. */
export function problemDiagnostic(problem: Problem, area: string): Diagnostic {
  return {
    ...problemParts(problem, (at) => at),
    code: problem.code.includes("/") ? problem.code : `${area}/${problem.code}`,
    fixes: fixesOf(problem, (edits) => edits),
    analytic: undefined,
  };
}

function problemParts(problem: Problem, move: (at: Span) => Span) {
  const related = (problem.related ?? []).map(({ span, message }) => ({ message, span: move(span) }));
  const help = problem.help === undefined ? [] : [{ message: problem.help, span: undefined }];
  return {
    severity: SEVERITIES[problem.severity],
    grade: "proved",
    span: move(problem.span),
    message: problem.message,
    facts: [...related, ...help],
  } as const;
}

function fixesOf(problem: Problem, encode: (edits: readonly TextEdit[]) => readonly TextEdit[]): readonly Fix[] {
  const { fix } = problem;
  return fix === undefined ? [] : [{ title: fix.title, edits: encode(fix.edits), safe: true }];
}

function unusedSuppressions(
  suppressions: readonly Suppression[],
  used: ReadonlySet<string>,
  analytic: AnalyticAnalysis,
): readonly Diagnostic[] {
  return suppressions.flatMap(({ entries }) =>
    entries
      .filter(({ span }) => !used.has(`${span.start}`))
      .map(({ id, span }) => ({
        code: "checks/unused-suppression",
        severity: "information" as const,
        grade: "hint" as const,
        span: analytic.writtenToHost(span),
        message: `Nothing in this search is reported as ${id}, so the comment suppresses nothing.`,
        facts: [],
        fixes: [],
        analytic: analytic.analytic.id,
        unnecessary: true,
      })),
  );
}
