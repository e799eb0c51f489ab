import { expect, test } from "vitest";
import { toText } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { memoryBatches } from "../memory-events.ts";
import { runInMemory } from "../memory-run.ts";
import { compileSpl } from "./spl.ts";

const EVENTS = [
  { _time: 30, _raw: "a", n: "2", f: "n" },
  { _time: 20, _raw: "b", n: "25" },
  { _time: 10, _raw: "c", n: "7" },
];

async function run(spl: string) {
  const search = compileSpl(spl, testEnvironment);
  expect(search.problems).toEqual([]);
  return runInMemory(search, { events: memoryBatches(EVENTS), settings: DEFAULT_SETTINGS, now: 1_700_000_000 });
}

test.each<[spl: string, expected: readonly (string | null)[]]>([
  ["* | head [search n=2 | return $n] | table n", ["2", "25"]],
  ["* | tail [search n=2 | return $n] | table n", ["7", "25"]],
  ['* | head [search n=2 | eval q="(n<9)" | return $q] | table n', ["2"]],
  ["* | sort [search n=2 | return $f] | table n", ["2", "7", "25"]],
  ["* | table [search n=2 | return $f]", ["2", "25", "7"]],
  ["* | bin span=[search n=7 | eval n=10 | return $n] n | table n", ["0-10", "20-30", "0-10"]],
  ['* | fillnull [search n=2 | eval value="-" | return value] z | table z', ["-", "-", "-"]],
  ["* | top limit=[search n=2 | eval n=1 | return $n] n | table n", ["7"]],
])("the text of a subsearch is an argument: %s", async (spl, expected) => {
  const { rows, problems } = await run(spl);
  expect(problems).toEqual([]);
  expect(rows.map((row) => toText([...row.entries()][0]?.[1] ?? null))).toEqual(expected);
});

test("what such a text makes of the stage is told to the run", async () => {
  const { problems } = await run("* | head [search n=2 | return $f]");
  expect(problems.map(({ code }) => code)).toEqual(["E-HEAD"]);
});
