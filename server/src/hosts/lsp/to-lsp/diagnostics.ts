import * as lsp from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import { allChecks } from "#checks/all-checks.ts";
import type { Diagnostic, Severity } from "#checks/diagnostic.ts";
import { checkPageUrl } from "#ide/render/check.ts";
import { toRange } from "./places.ts";

const EXPLAINED: ReadonlySet<string> = new Set(allChecks.map(({ id }) => id));

const SEVERITIES: Record<Severity, lsp.DiagnosticSeverity> = {
  error: lsp.DiagnosticSeverity.Error,
  warning: lsp.DiagnosticSeverity.Warning,
  information: lsp.DiagnosticSeverity.Information,
  hint: lsp.DiagnosticSeverity.Hint,
};

/** How many findings of a file are sent; a file with more is no rule that anybody reads finding by finding. */
const MOST_DIAGNOSTICS = 1000;
const RANKS = { error: 0, warning: 1, information: 2, hint: 3 } as const;

/** The findings of a document: when there are very many, the gravest, and one that tells how many are left out. */
export function toDiagnostics(document: Document, all: readonly Diagnostic[]): lsp.Diagnostic[] {
  if (all.length <= MOST_DIAGNOSTICS) return all.map((one) => toDiagnostic(document, one));
  const gravest = [...all].sort((a, b) => RANKS[a.severity] - RANKS[b.severity]).slice(0, MOST_DIAGNOSTICS);
  const left = all.length - gravest.length;
  return [
    {
      range: toRange(document, { start: 0, end: 0 }),
      severity: lsp.DiagnosticSeverity.Information,
      source: "rulehound",
      message: `${left.toLocaleString("en")} more findings of this file are not shown; rulehound check lists all.`,
    },
    ...gravest.map((one) => toDiagnostic(document, one)),
  ];
}

/** Facts with a place become related information; facts of the catalog are told in the message. */
export function toDiagnostic(document: Document, diagnostic: Diagnostic): lsp.Diagnostic {
  const placed = diagnostic.facts.flatMap(({ message, span }) =>
    span === undefined ? [] : [{ location: { uri: document.uri, range: toRange(document, span) }, message }],
  );
  const told = diagnostic.facts.filter(({ span }) => span === undefined).map(({ message }) => `• ${message}`);
  return {
    range: toRange(document, diagnostic.span),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    ...(EXPLAINED.has(diagnostic.code) ? { codeDescription: { href: checkPageUrl(diagnostic.code) } } : {}),
    source: "rulehound",
    message: [diagnostic.message, ...told].join("\n"),
    ...(placed.length > 0 ? { relatedInformation: placed } : {}),
    ...(diagnostic.unnecessary === true ? { tags: [lsp.DiagnosticTag.Unnecessary] } : {}),
    data: { grade: diagnostic.grade, analytic: diagnostic.analytic },
  };
}
