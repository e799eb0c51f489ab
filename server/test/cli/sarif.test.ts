import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument, type Document } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { sarifReporter } from "#hosts/cli/report/sarif.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "#test/support/environment.ts";

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Place {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: Region;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: Place }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: Place }[];
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent: { text: string } }[];
    }[];
  }[];
  readonly suppressions?: readonly { readonly kind: string; readonly justification?: string }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly Result[];
  }[];
}

const schema = JSON.parse(readFileSync(new URL("schemas/sarif-2.1.0.json", import.meta.url), "utf8")) as Record<
  string,
  unknown
>;

/** The schema is written for draft 4; what it uses means the same in draft 7 but for the name of its id. */
function validator() {
  const { id: _id, $schema: _draft, ...rest } = schema;
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(rest);
}

const RULE = `# Windows Management Instrumentation (T1086)

\`\`\`spl
index=x source="XmlWinEventLog:Security" EventCode=4688
| where CommandLine LIKE "*gwmi*" OR like(ParentCommandLine,"%winword%")
\`\`\`

## Process: Process Creation (DS0009)

\`\`\`spl
index=x 𝒳=1 | where a LIKE "*b*" \`\`\`spl-ignore like-with-star: stars are looked for, self-compare\`\`\` | eval c=(
\`\`\`
`;

describe("the SARIF report", () => {
  let written: string[];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const documents = (texts: Readonly<Record<string, string>>): readonly Document[] =>
    Object.entries(texts).map(([name, text]) => createDocument(name, 1, text));

  /** The log of files, as it is written. */
  function logOf(files: readonly Document[], unread?: string): Log {
    const reporter = sarifReporter("/repo");
    for (const document of files) {
      const analysis = analyseDocument(document, testEnvironment);
      reporter.file(document, diagnostics(analysis, { preset: "all", severity: {}, suppressed: reporter.suppressed }));
    }
    if (unread !== undefined) reporter.unread(unread, "may not be read");
    reporter.end({ files: files.length, findings: 0, sigma: 0, others: 0 });
    return JSON.parse(written.splice(0).join("")) as Log;
  }

  const offset = (document: Document, line: number, column: number): number =>
    (document.lines().starts[line - 1] ?? 0) + column - 1;
  const spanOf = (document: Document, at: Region) => ({
    start: offset(document, at.startLine, at.startColumn),
    end: offset(document, at.endLine, at.endColumn),
  });

  it("is valid by the schema of SARIF 2.1.0", () => {
    const validate = validator();
    const files = documents({ "rules/a b.md": RULE, "/elsewhere/c.spl": "index=x | where a=(", "d.yml": "a: 1\n" });
    for (const log of [logOf(files), logOf([]), logOf([], "secret.yml")]) {
      validate(log);
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(logOf([], "secret.yml").runs[0]?.invocations).toMatchObject([{ executionSuccessful: false }]);
  });

  it("is held by the schema to what matters", () => {
    const validate = validator();
    const log = structuredClone(logOf(documents({ "a.md": RULE }))) as unknown as { version: string; runs: unknown[] };
    expect(validate({ ...log, version: "2.0.0" })).toBe(false);
    expect(validate({ ...log, runs: [{ results: [] }] })).toBe(false);
  });

  it("gives every result its rule, place, related places and fingerprint", () => {
    const [document] = documents({ "rules/a b.md": RULE });
    if (document === undefined) throw new Error("no document");
    const [run] = logOf([document]).runs;
    const results = run?.results ?? [];
    const rules = run?.tool.driver.rules ?? [];
    expect(results.length).toBeGreaterThan(5);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation.artifactLocation).toEqual({ uri: "rules/a%20b.md", uriBaseId: "ROOT" });
    }
    const starred = results.filter(({ ruleId }) => ruleId === "spl/like-with-star");
    expect(
      starred.map(({ locations: [at] }) => {
        const { start, end } = spanOf(document, at?.physicalLocation.region as Region);
        return RULE.slice(start, end);
      }),
    ).toEqual(['"*gwmi*"', '"*b*"']);
    expect(starred[0]?.fixes).toHaveLength(1);
    expect(results.some(({ relatedLocations }) => (relatedLocations?.length ?? 0) > 0)).toBe(true);
    const prints = results.map(({ partialFingerprints }) => partialFingerprints["findingText/v1"]);
    expect(new Set(prints).size).toBe(prints.length);
    expect(rules.find(({ id }) => id === "spl/like-with-star")).toMatchObject({
      helpUri: expect.stringMatching(/docs\/checks\/spl\/like-with-star\.md$/),
      help: { markdown: expect.stringContaining("## Silence it"), text: expect.any(String) },
      defaultConfiguration: { level: "error" },
    });
  });

  it("marks what comments suppress, with their reason", () => {
    const results = logOf(documents({ "a.md": RULE })).runs[0]?.results ?? [];
    const suppressed = results.filter(({ suppressions }) => suppressions !== undefined);
    expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions?.[0]?.kind])).toEqual([
      ["spl/like-with-star", "inSource"],
    ]);
    expect(suppressed[0]?.suppressions?.[0]?.justification).toContain("stars are looked for");
  });

  it("keeps fingerprints when lines move, and gives fixes that apply", () => {
    const [before, after] = [RULE, `A line.\n\n${RULE}`].map(
      (text) => logOf(documents({ "a.md": text })).runs[0]?.results ?? [],
    );
    const prints = (results: readonly Result[] = []) => results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(after)).toEqual(prints(before));
    const [document] = documents({ "a.md": RULE });
    const fix = before?.find(({ ruleId }) => ruleId === "attack/technique-revoked")?.fixes?.[0];
    const edits = (fix?.artifactChanges[0]?.replacements ?? []).map(({ deletedRegion, insertedContent }) => ({
      span: spanOf(document as Document, deletedRegion),
      text: insertedContent.text,
    }));
    expect(applyEdits(RULE, edits).split("\n")[0]).toBe("# Windows Management Instrumentation (T1059.001)");
  });
});
