import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { type RunOptions, runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { analyse } from "#test/checks/support.ts";
import { testEnvironment } from "#test/support/environment.ts";

import type { EventFields } from "./spl-events.ts";
import { cases } from "./spl-searches.ts";

const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1_773_200_000,
  clock: () => 0,
};

async function rowsOf(spl: string, event: EventFields): Promise<number> {
  const search = compileSpl(spl, testEnvironment);
  if (!search.runnable) return 0;
  const text = JSON.stringify({ EventTime: "2026-03-02T08:00:00Z", ...event });
  const sample = { source: bytesSource("log.jsonl", new TextEncoder().encode(text)), defaults: {} };
  for await (const told of runSearch(search, [sample], OPTIONS)) if (told.kind === "summary") return told.summary.rows;
  return 0;
}

/** Proofs that the search as a whole returns nothing. */
function proofs(spl: string): readonly string[] {
  return diagnoseAnalytic(analyse(spl))
    .filter(({ grade, facts }) => grade === "proved" && facts.some(({ empties }) => empties))
    .map(({ code, message, facts }) => `${code}: ${message} (${facts.map((fact) => fact.message).join(" → ")})`);
}

test("a search that returns rows is never proved to return nothing", async () => {
  const seen = { rows: 0, proved: 0 };
  const runs = Number(process.env.RULEHOUND_SOUNDNESS_RUNS ?? 1500);
  await fc.assert(
    fc.asyncProperty(cases, async ({ spl, event }) => {
      const proved = proofs(spl);
      if (proved.length > 0) seen.proved++;
      const rows = await rowsOf(spl, event);
      if (rows > 0) seen.rows++;
      if (rows > 0 && proved.length > 0)
        throw new Error(`${spl}\non ${JSON.stringify(event)}\nreturns ${rows} rows, but:\n${proved.join("\n")}`);
    }),
    { numRuns: runs },
  );
  // The generator must reach both: else the property says nothing.
  expect(seen.rows).toBeGreaterThan(runs / 100);
  expect(seen.proved).toBeGreaterThan(runs / 250);
});
