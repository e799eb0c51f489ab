import fc from "fast-check";
import { expect, test } from "vitest";
import { type RunOptions, runSearch } from "#engine/run.ts";
import type { ResultRow, RunSummary } from "#engine/run-event.ts";
import { bytesSource } from "#engine/sources.ts";
import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { compileSpl } from "./spl.ts";

/** Rows and summary of a search over events with these times, of which as many rows are delivered as the limit says. */
async function ran(text: string, times: readonly (number | null)[], resultRows: number) {
  const lines = times.map((time, n) => JSON.stringify({ ...(time === null ? {} : { time }), n, v: ["a", "b", "c"] }));
  const options: RunOptions = {
    signal: new AbortController().signal,
    settings: DEFAULT_SETTINGS,
    now: 0,
    limits: { ...DEFAULT_LIMITS, resultRows },
    clock: () => 0,
  };
  const sample = { source: bytesSource("log.jsonl", new TextEncoder().encode(lines.join("\n")), 4096), defaults: {} };
  const rows: ResultRow[] = [];
  let summary: RunSummary | undefined;
  for await (const event of runSearch(compileSpl(text, testEnvironment), [sample], options)) {
    if (event.kind === "rows") rows.push(...event.rows);
    if (event.kind === "summary") summary = event.summary;
  }
  return { rows, summary };
}

test.each(["n=*", "n=* | rename v{} AS v | mvexpand v | table n v", "n=* | dedup n"])(
  "a bound of delivered rows changes neither their order nor fields nor what is counted: %s",
  async (text) => {
    const time = fc.oneof(fc.constant(null), fc.integer({ min: 1_700_000_000, max: 1_700_000_050 }));
    const times = fc.array(time, { minLength: 300, maxLength: 900, size: "max" });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 40 }), async (given, bound) => {
        const all = await ran(text, given, DEFAULT_LIMITS.resultRows);
        const some = await ran(text, given, bound);
        expect(some.rows).toEqual(all.rows.slice(0, bound));
        expect(some.summary).toEqual(all.summary);
      }),
      { numRuns: 10 },
    );
  },
);
