import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument, type Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { checks } from "#checks/index.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { palette, printJson, printLine } from "./print.ts";
import { foldersAround, ruleFiles } from "./rule-files.ts";

/** `rulehound check PATH…`: 1 when there is an error or a warning. */
export async function check(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  if (line.explain !== undefined) return explain(line.explain);
  if (line.positionals.length === 0) throw new UsageError("rulehound check needs rule files or folders.");
  const environment = nodeEnvironment({
    settings: line.settings,
    folders: foldersAround(line.positionals),
    revision: 0,
  });
  let found = 0;
  let files = 0;
  let wrong = false;
  for await (const { path, text } of ruleFiles(line.positionals)) {
    files += 1;
    const document = createDocument(path, 0, text);
    const analysis = analyseDocument(document, environment);
    for (const diagnostic of diagnostics(analysis, { preset: line.preset, severity: {} })) {
      found += 1;
      wrong ||= diagnostic.severity === "error" || diagnostic.severity === "warning";
      if (line.format === "json") printJson(toJson(document, diagnostic));
      else printDiagnostic(document, diagnostic, line.color);
    }
  }
  if (line.format === "text") {
    const sum = `${found} ${found === 1 ? "finding" : "findings"} in ${files} ${files === 1 ? "file" : "files"}`;
    printLine(found === 0 ? `No findings in ${files} ${files === 1 ? "file" : "files"}.` : `${sum}.`);
  }
  return wrong ? 1 : 0;
}

function explain(id: string): number {
  const found = checks.find((one) => one.id === id || one.id.split("/")[1] === id);
  if (found === undefined) throw new UsageError(`There is no check "${id}". docs/checks/README.md lists them.`);
  const bad = found.examples.bad.map(({ spl, fixed }) => `  ${spl}${fixed === undefined ? "" : `\n  fixed: ${fixed}`}`);
  const good = found.examples.good.map((spl) => `  ${spl}`);
  printLine(
    [
      `${found.id} (${found.severity}, ${found.grade}, preset ${found.preset})`,
      "",
      found.summary,
      "",
      found.why,
      "",
      "Reported («…»):",
      ...bad,
      "",
      "Not reported:",
      ...good,
    ].join("\n"),
  );
  return 0;
}

function rangeOf(document: Document, at: Span) {
  const point = (offset: number) => {
    const { line, column } = positionAt(document.lines(), offset);
    return { line, character: column };
  };
  return { start: point(at.start), end: point(at.end) };
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

/** A diagnostic as people read it: place, code, message, the line with the fragment underlined, the facts, the fixes. */
export function printDiagnostic(document: Document, diagnostic: Diagnostic, color: boolean): void {
  const paint = palette(color);
  const severity = { error: paint.red, warning: paint.yellow, information: paint.blue, hint: paint.dim }[
    diagnostic.severity
  ];
  const { line, column } = positionAt(document.lines(), diagnostic.span.start);
  const starts = document.lines().starts;
  const end = starts[line + 1] ?? document.text.length;
  const source = document.text.slice(starts[line] ?? 0, end).replace(/[\r\n]+$/, "");
  const width = Math.max(1, Math.min(diagnostic.span.end - diagnostic.span.start, source.length - column));
  printLine(
    `${paint.bold(`${document.uri}:${line + 1}:${column + 1}`)} ${severity(diagnostic.severity)} ${diagnostic.message} ${paint.dim(`[${diagnostic.code}]`)}`,
  );
  const from = Math.max(0, column - 40);
  printLine(`    ${from > 0 ? "…" : ""}${source.slice(from, from + 160)}`);
  printLine(`    ${" ".repeat(column - from + (from > 0 ? 1 : 0))}${severity("~".repeat(Math.min(width, 160)))}`);
  for (const { message, span } of diagnostic.facts) {
    const place = span === undefined ? "" : ` (line ${positionAt(document.lines(), span.start).line + 1})`;
    printLine(paint.dim(`    • ${message}${place}`));
  }
  for (const fix of diagnostic.fixes) printLine(`    ${paint.green("fix:")} ${fix.title}`);
}
