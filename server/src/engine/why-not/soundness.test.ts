import { describe, expect, it } from "vitest";
import { lineageOf } from "#events/lineage.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { CommandExample } from "#semantics/dialect.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { compileSpl } from "../compile/spl.ts";
import { rereadingContext } from "../rereading.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { bytesSource } from "../sources.ts";
import { whyNot } from "./why-not.ts";

const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1_700_000_000,
  clock: () => 0,
};

/** Examples whose rows are plain texts under names that a JSON log can have as they are. */
function cases(): readonly { readonly spl: string; readonly log: string }[] {
  const all = splDialect.commands.flatMap(({ examples }) => examples);
  return all.filter(asLog).map(({ spl, in: rows = [] }) => ({
    spl: `* | ${spl}`,
    log: rows.map((row) => JSON.stringify(row)).join("\n"),
  }));
}

function asLog({ spl, in: rows, lookups }: CommandExample): boolean {
  return rows !== undefined && rows.length > 0 && lookups === undefined && !/^\s*(?:\||search\b)/.test(spl);
}

async function eventsBehind(search: ReturnType<typeof compileSpl>, sample: SampleInput): Promise<ReadonlySet<number>> {
  const ordinals = new Set<number>();
  for await (const batch of search.run(rereadingContext(search, [sample], OPTIONS))) {
    for (const row of batch) for (const { ordinal } of lineageOf(row).origins) ordinals.add(ordinal);
  }
  return ordinals;
}

describe("the verdict about an event is that of the run, for the examples of every command", () => {
  it.each(cases())("$spl", async ({ spl, log }) => {
    const search = compileSpl(spl, testEnvironment);
    if (!search.runnable) return expect(search.problems.some(({ severity }) => severity === "error")).toBe(true);
    const sample: SampleInput = { source: bytesSource("log.jsonl", new TextEncoder().encode(log)), defaults: {} };
    const behind = await eventsBehind(search, sample);
    for (const [ordinal] of log.split("\n").entries()) {
      const why = await whyNot(search, [sample], { sample: 0, ordinal }, testEnvironment.dialect, OPTIONS);
      expect([ordinal, why?.verdict]).toEqual([ordinal, behind.has(ordinal) ? "matched" : "dropped"]);
      expect(why?.lostAt === undefined).toBe(behind.has(ordinal));
      if (why?.verdict === "dropped") expect(why.reasons.map(({ message }) => message)).not.toEqual([]);
    }
    return undefined;
  });
});
