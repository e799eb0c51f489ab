import type { Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { palette, printLine, printProblem } from "../print.ts";
import type { Reporter, Totals } from "./reporter.ts";

/** Findings as people read them, with the line of each, and a sum at the end. */
export function textReporter(color: boolean): Reporter {
  return {
    suppressed: false,
    file(document, diagnostics) {
      for (const diagnostic of diagnostics) printDiagnostic(document, diagnostic, color);
    },
    unread: (path, reason) => printProblem(`${path}: ${reason}`),
    end: (totals) => printLine(sum(totals)),
  };
}

function sum({ findings, files, sigma, others }: Totals): string {
  const found = findings === 0 ? "No findings" : counted(findings, "finding");
  const notes = [
    ...(sigma === 0
      ? []
      : [
          `${counted(sigma, "file")} ${sigma === 1 ? "is a Sigma rule" : "are Sigma rules"}, whose detections are not checked`,
        ]),
    ...(others === 0 ? [] : [`${counted(others, "file")} ${others === 1 ? "holds" : "hold"} no rule`]),
  ];
  return `${found} in ${counted(files, "file")}.${notes.length === 0 ? "" : ` Of these, ${notes.join("; ")}.`}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A diagnostic as people read it: place, code, message, the line with the fragment underlined, the facts, the fixes. */
function printDiagnostic(document: Document, diagnostic: Diagnostic, color: boolean): void {
  const paint = palette(color);
  const severity = { error: paint.red, warning: paint.yellow, information: paint.blue, hint: paint.dim }[
    diagnostic.severity
  ];
  const { line, column } = positionAt(document.lines(), diagnostic.span.start);
  const starts = document.lines().starts;
  const end = starts[line + 1] ?? document.text.length;
  const source = visible(document.text.slice(starts[line] ?? 0, end).replace(/(?<![\r\n])[\r\n]+$/, ""));
  const width = Math.max(1, Math.min(diagnostic.span.end - diagnostic.span.start, source.length - column));
  printLine(
    `${paint.bold(`${document.uri}:${line + 1}:${column + 1}`)} ${severity(diagnostic.severity)} ${visible(diagnostic.message)} ${paint.dim(`[${diagnostic.code}]`)}`,
  );
  const from = Math.max(0, column - 40);
  printLine(`    ${from > 0 ? "…" : ""}${source.slice(from, from + 160)}`);
  printLine(`    ${" ".repeat(column - from + (from > 0 ? 1 : 0))}${severity("~".repeat(Math.min(width, 160)))}`);
  for (const { message, span } of diagnostic.facts) {
    const place = span === undefined ? "" : ` (line ${positionAt(document.lines(), span.start).line + 1})`;
    printLine(paint.dim(`    • ${visible(message)}${place}`));
  }
  for (const fix of diagnostic.fixes) printLine(`    ${paint.green("fix:")} ${visible(fix.title)}`);
}

/** A text of a rule without what a terminal would obey, each character in its place. */
function visible(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, "\uFFFD");
}
