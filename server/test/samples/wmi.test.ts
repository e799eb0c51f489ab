import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { datasets } from "#engine/cim/datasets.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { explainEvents } from "#engine/explain.ts";
import { highlightLogs } from "#engine/highlight.ts";
import { runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { NO_NAMES } from "#semantics/workspace/name-index.ts";
import { testCatalog } from "../support/catalog.ts";

/** What `samples/wmi/expect.yaml` states of an analytic. */
interface Expected {
  readonly rows: number;
  readonly stages: readonly string[];
  readonly clauses: readonly { readonly text: string; readonly hits: number }[];
  readonly matched: readonly number[];
  readonly highlights: readonly { readonly line: number; readonly texts: readonly string[] }[];
}

const file = (name: string): string => readFileSync(new URL(`../../../samples/wmi/${name}`, import.meta.url), "utf8");
const log = file("events.jsonl");
const lines = log.split("\n");
const rule = parseRuleFile("rule.yml", file("rule.yml"));
const expected = load(file("expect.yaml")) as Readonly<Record<string, Expected>>;
const environment = createEnvironment({
  dialect: splDialect,
  catalog: testCatalog,
  settings: DEFAULT_SETTINGS,
  names: NO_NAMES,
  datasets: datasets(testCatalog),
  revision: 1,
});
const samples = [{ source: bytesSource("events.jsonl", new TextEncoder().encode(log)), defaults: {} }];
const options = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1773200000,
  everyClause: true,
  clock: () => 0,
};

/** Runs an analytic and says what the file of expectations says. */
async function outcome(text: string): Promise<Expected> {
  const search = compileSpl(text, environment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  for await (const event of runSearch(search, samples, options)) {
    if (event.kind !== "summary") continue;
    const { summary } = event;
    const explained = await explainEvents(search, samples, summary.matched.origins, environment.dialect, options);
    const marks = highlightLogs(summary, explained, 1)[0]?.marks ?? [];
    const matched = marks.filter(({ kind }) => kind === "event").map(({ line }) => line + 1);
    return {
      rows: summary.rows,
      stages: summary.stages.map((stage) => `${stage.command} ${stage.in} → ${stage.out}`),
      clauses: summary.clauses.map(({ start, end, hits }) => ({ text: text.slice(start, end), hits })),
      matched,
      highlights: matched.map((line) => ({
        line,
        texts: marks
          .filter((mark) => mark.kind === "clause" && mark.line + 1 === line)
          .map((mark) => `${mark.field}: ${lines[mark.line]?.slice(mark.column, mark.endColumn)}`),
      })),
    };
  }
  throw new Error("no summary");
}

describe("samples/wmi", () => {
  test("the rule file is sound and states every expectation's analytic", () => {
    expect(rule.problems).toEqual([]);
    expect(Object.keys(expected)).toEqual(rule.analytics.map(({ id }) => id));
  });

  test.each(rule.analytics.map(({ id, query }) => [id, query.text] as const))(
    "%s gives what is expected",
    async (id, text) => {
      expect(await outcome(text)).toEqual(expected[id]);
    },
  );

  test("the published searches find nothing, the repaired ones the intruder alone", () => {
    for (const [id, { rows, matched }] of Object.entries(expected)) {
      if (id.startsWith("published-")) expect(rows).toBe(0);
      else expect(rows).toBeGreaterThan(0);
      for (const line of matched) expect(lines[line - 1]).toMatch(/m\.keller|DiskSpaceWatch/);
    }
  });

  test("the page's four broken fences are found", () => {
    const page = parseRuleFile("T1047.md", file("T1047.md"));
    expect(page.analytics).toHaveLength(4);
    const published = rule.analytics.filter(({ id }) => id.startsWith("published-"));
    expect(page.analytics.map(({ query }) => query.text.trim())).toEqual(
      published.map(({ query }) => query.text.trim()),
    );
  });

  test("the log is what its script writes", () => {
    const script = fileURLToPath(new URL("../../../scripts/samples/wmi.mjs", import.meta.url));
    expect(execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" })).toContain("up to date");
  });
});
