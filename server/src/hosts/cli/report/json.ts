import type { Document } from "#analysis/document.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { printJson, printProblem } from "../print.ts";
import { type Reporter, rangeOf } from "./reporter.ts";

/** A finding a line, as docs/cli.md describes it. */
export function jsonReporter(): Reporter {
  return {
    suppressed: false,
    file(document, diagnostics) {
      for (const diagnostic of diagnostics) printJson(toJson(document, diagnostic));
    },
    unread: (path, reason) => printProblem(`${path}: ${reason}`),
    end: () => undefined,
  };
}

function toJson(document: Document, diagnostic: Diagnostic): unknown {
  return {
    path: document.uri,
    analytic: diagnostic.analytic ?? null,
    code: diagnostic.code,
    severity: diagnostic.severity,
    grade: diagnostic.grade,
    message: diagnostic.message,
    range: rangeOf(document, diagnostic.span),
    text: document.text.slice(diagnostic.span.start, diagnostic.span.end),
    related: diagnostic.facts.map(({ message, span }) =>
      span === undefined ? { message } : { message, range: rangeOf(document, span) },
    ),
    fixes: diagnostic.fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text })),
    })),
  };
}
