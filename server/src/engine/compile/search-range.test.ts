import { expect, test } from "vitest";
import { toText } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { memoryBatches } from "../memory-events.ts";
import { runInMemory } from "../memory-run.ts";
import { compileSpl } from "./spl.ts";

/** Tuesday, 14 November 2023, 22:13:20. */
const NOW = 1_700_000_000;
const EVENTS = [
  { _time: NOW - 100, _raw: "a", n: "1" },
  { _time: NOW - 2000, _raw: "b", n: "2" },
];

async function rowsOf(spl: string): Promise<readonly string[]> {
  const search = compileSpl(spl, testEnvironment);
  expect(search.problems).toEqual([]);
  const run = await runInMemory(search, { events: memoryBatches(EVENTS), settings: DEFAULT_SETTINGS, now: NOW });
  return run.rows.map((row) => [...row.entries()].map(([, value]) => toText(value)).join(" "));
}

const MINUTES_10 = (from: number, counts: string) =>
  [...counts].map((count, place) => `${from + 600 * place} ${count}`);

test.each<[spl: string, expected: readonly string[]]>([
  ["earliest=-1h latest=now | timechart span=10m count", MINUTES_10(1_699_996_200, "0001001")],
  ["earliest=-1h latest=now | timechart span=10m fixedrange=f count", MINUTES_10(1_699_998_000, "1001")],
  ["earliest=-1h latest=now | timechart span=10m partial=f count", MINUTES_10(1_699_996_800, "00100")],
  ["earliest=-1h | timechart span=10m cont=f count", ["1699998000 1", "1699999800 1"]],
  ["earliest=-24h@h latest=@h | timechart count | stats count", ["48"]],
  ["earliest=-1h latest=now | bin _time | table _time", ["1699999860", "1699998000"]],
  ["earliest=-1h | bin span=1h aligntime=earliest _time | table _time", ["1699996400", "1699996400"]],
  ["| tstats count where earliest=-1h latest=now by _time", ["1699998000 1", "1699999860 1"]],
  ["earliest=-1h latest=now n=1 | addinfo | table info_m*", ["1700000000.000 1699996400.000"]],
  ["(earliest=-1h) OR n=1 | head 1 | addinfo | table info_m*", ["+Infinity 0.000"]],
  ["n=1 | append [search earliest=-2h n=2 | addinfo] | table info_min_time", ["", "1699992800.000"]],
])("%s", async (spl, expected) => {
  expect(await rowsOf(spl)).toEqual(expected);
});
