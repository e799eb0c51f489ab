import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { datasets } from "#engine/cim/datasets.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { expandSnippet } from "#test/support/snippet.ts";
import { namesOf } from "#test/workspace/support.ts";

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

const snippets = Object.entries(
  JSON.parse(file("snippets/spl.json")) as Record<string, { prefix: string; description: string; body: string[] }>,
);

/** Rows of the snippets' searches on the sample; the threshold is for events that it does not have. */
const ROWS: Readonly<Record<string, number>> = {
  "Process creation": 4,
  "Parent and child": 4,
  "Rare by host": 1,
  "First seen": 3,
  Threshold: 0,
  "Logons to many hosts": 3,
  "Sequence by transaction": 4,
  "Sequence by streamstats": 1,
  "Correlation without join": 2,
  "Allow-list by lookup": 47,
  "Risk by points": 2,
  "WMI: process created on another computer": 6,
  "WMI: connection of a WMI tool": 3,
  "WMI: permanent subscription": 1,
  "WMI: failed operation from another computer": 1,
  "WMI: shell of the provider host": 4,
};

const environment = createEnvironment({
  dialect: splDialect,
  catalog: testCatalog,
  settings: DEFAULT_SETTINGS,
  names: namesOf({
    "lookups/allowed_programs.csv": "Image,reason\nC:\\Windows\\System32\\svchost.exe,Part of Windows\n",
  }).names,
  datasets: datasets(testCatalog),
  revision: 1,
});

const log = file("samples/wmi/events.jsonl");

/** The number of rows and what the run says. */
async function run(text: string, events = log) {
  const search = compileSpl(text, environment);
  const options = {
    signal: new AbortController().signal,
    settings: DEFAULT_SETTINGS,
    now: 1773200000,
    everyClause: true,
    clock: () => 0,
  };
  const samples = [{ source: bytesSource("events.jsonl", new TextEncoder().encode(events)), defaults: {} }];
  for await (const event of runSearch(search, samples, options)) {
    if (event.kind === "summary") return { rows: event.summary.rows, problems: search.problems };
  }
  throw new Error("no summary");
}

describe("the SPL snippets", () => {
  it.each(snippets)("%s: no problem, no finding, and its rows on the sample", async (name, { body }) => {
    const text = expandSnippet(body);
    const analysis = analyseDocument(createDocument("a.spl", 1, text), environment);
    expect(
      diagnostics(analysis, { preset: "essential", severity: {} }).map(({ code, message }) => `${code}: ${message}`),
    ).toEqual([]);
    expect(await run(text)).toEqual({ rows: ROWS[name], problems: [] });
  });

  it("Threshold: finds twenty failed logons within ten minutes, not nineteen", async () => {
    const body = snippets.find(([name]) => name === "Threshold")?.[1].body ?? [];
    const failed = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        JSON.stringify({
          "@timestamp": `2026-03-10T07:00:${10 + i}Z`,
          Hostname: "WS01",
          Channel: "Security",
          EventID: 4625,
          TargetUserName: "a",
        }),
      ).join("\n");
    expect((await run(expandSnippet(body), failed(20))).rows).toBe(1);
    expect((await run(expandSnippet(body), failed(19))).rows).toBe(0);
  });

  it("have prefixes of their own", () => {
    expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);
  });
});
