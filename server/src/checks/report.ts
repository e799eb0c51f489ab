import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { CheckFacts, ReportBuilder } from "./define.ts";
import type { Grade, Severity } from "./diagnostic.ts";

/** What a check reported, in positions of the text that it was given: of a search, the expanded one. */
export interface Finding {
  readonly check: CheckFacts;
  readonly at: Span;
  readonly message: string;
  severity: Severity;
  grade: Grade;
  unnecessary: boolean;
  readonly facts: { readonly message: string; readonly at: Span | undefined; readonly empties: boolean }[];
  readonly fixes: { readonly title: string; readonly edits: readonly TextEdit[]; readonly safe: boolean }[];
}

/** Starts a finding; the builder changes it in place. */
export function startFinding(
  check: CheckFacts,
  at: Span,
  message: string,
): { readonly finding: Finding; readonly builder: ReportBuilder } {
  const finding: Finding = {
    check,
    at,
    message,
    severity: check.severity,
    grade: check.grade,
    unnecessary: false,
    facts: [],
    fixes: [],
  };
  const builder: ReportBuilder = {
    fact(message, at, empties = false) {
      finding.facts.push({ message, at, empties });
      return builder;
    },
    fix(title, edits, safe = false) {
      const list = "span" in edits ? [edits] : edits;
      // No edits: what the fix would write cannot stand there.
      if (list.length > 0) finding.fixes.push({ title, edits: list, safe });
      return builder;
    },
    severity(severity) {
      finding.severity = severity;
      return builder;
    },
    grade(grade) {
      finding.grade = grade;
      return builder;
    },
    unnecessary() {
      finding.unnecessary = true;
      return builder;
    },
  };
  return { finding, builder };
}
