import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Problem } from "#base/problem.ts";
import { allChecks } from "#checks/all-checks.ts";
import type { CheckFacts } from "#checks/define.ts";
import { diagnoseDocument, problemDiagnostic } from "#checks/diagnose.ts";
import type { Diagnostic, Severity } from "#checks/diagnostic.ts";
import { noSurroundings, type RuleSurroundings } from "#checks/surroundings.ts";

/** Which diagnostics are wanted. */
export interface DiagnosticOptions {
  /** The smallest preset whose checks report; errors of syntax always do. */
  readonly preset: CheckFacts["preset"];
  /** Severities by code, `off` for none: an entry counts for checks of any preset. */
  readonly severity: Readonly<Record<string, Severity | "off">>;
  /** Whether those are wanted that comments suppress; they are marked. */
  readonly suppressed?: boolean;
  /** What the host knows of the world around the file. */
  readonly surroundings?: RuleSurroundings;
}

const PRESETS: readonly CheckFacts["preset"][] = ["essential", "recommended", "all"];
const presets = new Map<string, number>(allChecks.map((check) => [check.id, PRESETS.indexOf(check.preset)]));
// What is known of a workspace, not a fault of the rule: event types and tags mostly come with add-ons that are not beside it.
for (const code of ["checks/unused-suppression", "syntax/E-EVENTTYPE", "syntax/E-TAG"]) {
  presets.set(code, PRESETS.indexOf("recommended"));
}
const remembered = new WeakMap<
  DocumentAnalysis,
  { readonly surroundings: RuleSurroundings; readonly all: readonly Diagnostic[] }
>();

/**
 * The diagnostics of a document under a preset and the user's severities, in the order of the text. `others` are problems
 * of the document that its analysis does not know, such as those of the names that it defines.
 */
export function diagnostics(
  analysis: DocumentAnalysis,
  options: DiagnosticOptions,
  others: readonly Problem[] = [],
): readonly Diagnostic[] {
  const all = allDiagnostics(analysis, options.surroundings ?? noSurroundings);
  const isNew = ({ code, span }: Problem): boolean =>
    all.every((one) => one.code !== code || one.span.start !== span.start);
  const known = wanted(all, options);
  const added = problemDiagnostics(others.filter(isNew), options);
  return added.length === 0 ? known : [...known, ...added].sort((a, b) => a.span.start - b.span.start);
}

/** The diagnostics for problems of a file that is no rule, under the user's severities. */
export function problemDiagnostics(problems: readonly Problem[], options: DiagnosticOptions): readonly Diagnostic[] {
  return wanted(
    problems.map((problem) => problemDiagnostic(problem, "workspace")),
    options,
  );
}

function wanted(all: readonly Diagnostic[], options: DiagnosticOptions): readonly Diagnostic[] {
  const preset = PRESETS.indexOf(options.preset);
  return all.flatMap((diagnostic) => {
    if (diagnostic.suppressed !== undefined && options.suppressed !== true) return [];
    const severity = options.severity[diagnostic.code];
    if (severity === "off") return [];
    if (severity !== undefined) return [{ ...diagnostic, severity }];
    return (presets.get(diagnostic.code) ?? 0) <= preset ? [diagnostic] : [];
  });
}

function allDiagnostics(analysis: DocumentAnalysis, surroundings: RuleSurroundings): readonly Diagnostic[] {
  const known = remembered.get(analysis);
  if (known?.surroundings === surroundings) return known.all;
  const all = diagnoseDocument(analysis, surroundings);
  remembered.set(analysis, { surroundings, all });
  return all;
}
