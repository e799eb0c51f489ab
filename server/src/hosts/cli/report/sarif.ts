import { createHash } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Document } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { printLine } from "../print.ts";
import type { Reporter } from "./reporter.ts";
import { LEVELS, SarifRules } from "./sarif-rules.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** One SARIF 2.1.0 log with one run, written at the end. Paths below `root` are relative to it. */
export function sarifReporter(root: string): Reporter {
  const rules = new SarifRules();
  const results: unknown[] = [];
  const notifications: unknown[] = [];
  return {
    suppressed: true,
    file(document, diagnostics) {
      const write = new FileResults(document, root);
      for (const diagnostic of diagnostics) results.push(write.result(diagnostic, rules.indexOf(diagnostic.code)));
    },
    unread(file, reason) {
      const location = { physicalLocation: { artifactLocation: artifact(file, root) } };
      notifications.push({ level: "error", message: { text: reason }, locations: [location] });
    },
    end() {
      const driver = { name: "Rulehound", informationUri: "https://github.com/rulehound/rulehound", rules: rules.list };
      const invocation = {
        executionSuccessful: notifications.length === 0,
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      };
      const run = {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href.replace(/\/$/, "")}/` } },
        invocations: [invocation],
        results,
      };
      printLine(JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 1));
    },
  };
}

function artifact(file: string, root: string): { readonly uri: string; readonly uriBaseId?: string } {
  const relative = path.relative(root, path.resolve(root, file));
  if (relative.startsWith("..") || path.isAbsolute(relative))
    return { uri: pathToFileURL(path.resolve(root, file)).href };
  return { uri: relative.split(path.sep).map(encodeURIComponent).join("/"), uriBaseId: "ROOT" };
}

/** Writes the results of one file. */
class FileResults {
  readonly #document: Document;
  readonly #artifact: ReturnType<typeof artifact>;
  /** How often a fingerprint's text was seen: equal findings of a file are told apart by their order. */
  readonly #seen = new Map<string, number>();

  constructor(document: Document, root: string) {
    this.#document = document;
    this.#artifact = artifact(document.uri, root);
  }

  result(diagnostic: Diagnostic, ruleIndex: number): unknown {
    const { code, severity, message, span, facts, fixes, analytic, suppressed, grade } = diagnostic;
    const told = facts.filter((fact) => fact.span === undefined).map((fact) => fact.message);
    const placed = facts.flatMap((fact) => (fact.span === undefined ? [] : [{ ...fact, span: fact.span }]));
    const logical = analytic === undefined ? {} : { logicalLocations: [{ name: analytic, kind: "member" }] };
    return {
      ruleId: code,
      ruleIndex,
      level: LEVELS[severity],
      message: { text: [message, ...told].join("\n") },
      locations: [{ physicalLocation: this.#place(span), ...logical }],
      ...(placed.length > 0 && {
        relatedLocations: placed.map((fact, id) => ({
          id,
          physicalLocation: this.#place(fact.span),
          message: { text: fact.message },
        })),
      }),
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => this.#fix(fix)) }),
      ...(suppressed !== undefined && { suppressions: [this.#suppression(suppressed)] }),
      partialFingerprints: { "findingText/v1": this.#fingerprint(diagnostic) },
      properties: { grade },
    };
  }

  #place(span: Span) {
    return { artifactLocation: this.#artifact, region: this.#region(span) };
  }

  /** Lines and columns count from one; the end is behind the last character. */
  #region({ start, end }: Span) {
    const from = positionAt(this.#document.lines(), start);
    const to = positionAt(this.#document.lines(), end);
    return {
      startLine: from.line + 1,
      startColumn: from.column + 1,
      endLine: to.line + 1,
      endColumn: to.column + 1,
    };
  }

  #fix({ title, edits }: Diagnostic["fixes"][number]) {
    const replacements = edits.map(({ span, text }) => ({
      deletedRegion: this.#region(span),
      insertedContent: { text },
    }));
    return { description: { text: title }, artifactChanges: [{ artifactLocation: this.#artifact, replacements }] };
  }

  #suppression({ span, reason }: NonNullable<Diagnostic["suppressed"]>) {
    return {
      kind: "inSource",
      ...(reason !== undefined && { justification: reason }),
      location: { physicalLocation: this.#place(span) },
    };
  }

  /** Stays when lines are moved or put in around the finding. */
  #fingerprint({ code, analytic, span }: Diagnostic): string {
    const text = this.#document.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
    const key = JSON.stringify([code, analytic ?? null, text]);
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    return createHash("sha256").update(`${key}${count}`).digest("hex").slice(0, 32);
  }
}
