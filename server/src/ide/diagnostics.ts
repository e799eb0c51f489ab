import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { CheckDefinition } from "#checks/define.ts";
import { diagnoseDocument } from "#checks/diagnose.ts";
import type { Diagnostic, Severity } from "#checks/diagnostic.ts";
import { checks } from "#checks/index.ts";

/** Which diagnostics are wanted. */
export interface DiagnosticOptions {
  /** The smallest preset whose checks report; errors of syntax always do. */
  readonly preset: CheckDefinition["preset"];
  /** Severities by code, `off` for none: an entry counts for checks of any preset. */
  readonly severity: Readonly<Record<string, Severity | "off">>;
}

const PRESETS: readonly CheckDefinition["preset"][] = ["essential", "recommended", "all"];
const presets = new Map<string, number>(checks.map((check) => [check.id, PRESETS.indexOf(check.preset)]));
presets.set("checks/unused-suppression", PRESETS.indexOf("recommended"));
const remembered = new WeakMap<DocumentAnalysis, readonly Diagnostic[]>();

/** The diagnostics of a document under a preset and the user's severities, in the order of the text. */
export function diagnostics(analysis: DocumentAnalysis, options: DiagnosticOptions): readonly Diagnostic[] {
  let all = remembered.get(analysis);
  if (all === undefined) {
    all = diagnoseDocument(analysis);
    remembered.set(analysis, all);
  }
  const wanted = PRESETS.indexOf(options.preset);
  return all.flatMap((diagnostic) => {
    const severity = options.severity[diagnostic.code];
    if (severity === "off") return [];
    if (severity !== undefined) return [{ ...diagnostic, severity }];
    return (presets.get(diagnostic.code) ?? 0) <= wanted ? [diagnostic] : [];
  });
}
