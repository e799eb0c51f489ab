import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { once } from "#base/memo.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { CheckDefinition } from "./define.ts";
import type { Diagnostic, Fix, Severity } from "./diagnostic.ts";
import { checks } from "./index.ts";
import { claimedProblems } from "./problem-checks.ts";
import type { Finding } from "./report.ts";
import { ruleChecks } from "./rule-checks.index.ts";
import { runChecks } from "./run.ts";
import { runRuleChecks } from "./run-rule.ts";
import { fileSuppressionsIn, type Suppression, suppresses, suppressionsIn } from "./suppression.ts";
import { noSurroundings, type RuleSurroundings } from "./surroundings.ts";
import { writtenFixes } from "./written-fixes.ts";

const SEVERITIES: Readonly<Record<Problem["severity"], Severity>> = {
  error: "error",
  warning: "warning",
  info: "information",
};

/**
 * Every diagnostic of a document, of all presets, in the order of the text: what the container, the parser, macros and
 * types say (`syntax/E-QUOTES`, `markdown/…`), and what the checks find; what comments suppress is marked as such.
 */
export function diagnoseDocument(
  analysis: DocumentAnalysis,
  surroundings: RuleSurroundings = noSurroundings,
): readonly Diagnostic[] {
  const { rule, document } = analysis;
  const ofRule = runRuleChecks(analysis, ruleChecks, surroundings);
  const container = rule.problems.map((problem) => problemDiagnostic(problem, rule.format));
  const signatures = analysis.signatures.flatMap(({ analytic, read, toHost }) =>
    read.problems.map((problem) => ({
      ...problemDiagnostic(problem, rule.format),
      span: toHost(problem.span),
      fixes: fixesOf(problem, analytic.query.encode),
    })),
  );
  const searches = rule.analytics.filter(({ language }) => language === "spl").map(({ span }) => span);
  const ofFile = markSuppressed(
    distinct([...container, ...signatures, ...ofRule.filter(({ analytic }) => analytic === undefined)]),
    fileSuppressionsIn(document.text, searches),
    { analytic: undefined, move: (at) => at, place: "this file outside its searches" },
  );
  const analytics = analysis.analytics.flatMap((analytic) =>
    diagnose(
      analytic,
      checks,
      ofRule.filter((one) => one.analytic === analytic.analytic.id),
    ),
  );
  return [...ofFile, ...analytics].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The diagnostics of one analytic, in positions of its document, without what comments suppress. */
export function diagnoseAnalytic(
  analytic: AnalyticAnalysis,
  list: readonly CheckDefinition[] = checks,
): readonly Diagnostic[] {
  return diagnose(analytic, list, []).filter(({ suppressed }) => suppressed === undefined);
}

/** The diagnostics of an analytic; `others` were found in it by checks of the rule file. */
function diagnose(
  analytic: AnalyticAnalysis,
  list: readonly CheckDefinition[],
  others: readonly Diagnostic[],
): readonly Diagnostic[] {
  const claimed = claimedProblems(list);
  const problems = analytic.problems
    .filter(({ code }) => !claimed.has(code))
    .map((problem) => syntaxDiagnostic(problem, analytic));
  const findings = runChecks(analytic, list)
    .filter((finding) => counts(finding, analytic))
    .map((finding) => findingDiagnostic(finding, analytic));
  return markSuppressed(
    distinct([...problems, ...findings, ...others]),
    suppressionsIn(analytic.text, analytic.written.tokens),
    { analytic: analytic.analytic.id, move: analytic.writtenToHost, place: "this search" },
  );
}

/** For what comments hold, and where their positions stand. */
interface Scope {
  readonly analytic: string | undefined;
  readonly move: (at: Span) => Span;
  readonly place: string;
}

/** The diagnostics, those marked that a comment suppresses, and one more for each id of a comment that suppresses nothing. */
function markSuppressed(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  scope: Scope,
): readonly Diagnostic[] {
  if (suppressions.length === 0) return diagnostics;
  const entries = suppressions.flatMap(({ entries, span, reason }) =>
    entries.map((entry) => ({ ...entry, comment: { span: scope.move(span), reason } })),
  );
  const used = new Set<number>();
  const marked = diagnostics.map((diagnostic) => {
    const holding = entries.filter(({ id }) => suppresses(id, diagnostic.code));
    for (const { span } of holding) used.add(span.start);
    const [first] = holding;
    return first === undefined ? diagnostic : { ...diagnostic, suppressed: first.comment };
  });
  const unused = entries.filter(({ span }) => !used.has(span.start));
  return [...marked, ...unused.map(({ id, span }) => unusedSuppression(id, span, scope))];
}

function unusedSuppression(id: string, span: Span, { analytic, move, place }: Scope): Diagnostic {
  return {
    code: "checks/unused-suppression",
    severity: "information",
    grade: "hint",
    span: move(span),
    message: `Nothing in ${place} is reported as ${id}, so the comment suppresses nothing.`,
    facts: [],
    fixes: [],
    analytic,
    unnecessary: true,
  };
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
  // Most fixes are never looked at, so they are written when someone asks.
  const fixes = once(() =>
    writtenFixes(
      finding.fixes.flatMap((fix) => writtenFix(fix, analytic) ?? []),
      analytic.analytic.query.encode,
    ),
  );
  return {
    code: check.id,
    severity,
    grade,
    span: analytic.toHost(at),
    message,
    facts: facts.map((fact) => ({
      message: fact.message,
      span: fact.at && analytic.toHost(fact.at),
      ...(fact.empties ? { empties: true as const } : {}),
    })),
    get fixes() {
      return fixes();
    },
    analytic: analytic.analytic.id,
    ...(unnecessary ? { unnecessary } : {}),
  };
}

/** A fix of the expanded text as one of the written text; undefined when an edit falls into a macro's body. */
function writtenFix(fix: Finding["fixes"][number], analytic: AnalyticAnalysis): Fix | undefined {
  const written: TextEdit[] = [];
  for (const { span, text } of fix.edits) {
    if (!analytic.isWritten(span)) return undefined;
    written.push({ span: analytic.toWritten(span), text });
  }
  return { title: fix.title, safe: fix.safe, edits: written };
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
  return fix === undefined ? [] : writtenFixes([{ title: fix.title, safe: true, edits: fix.edits }], encode);
}
