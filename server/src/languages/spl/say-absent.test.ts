import { expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";

async function said(spl: string): Promise<readonly string[]> {
  const search = compileSpl(spl, testEnvironment);
  const events = memoryBatches([{ a: "1" }, { a: "2", b: "x y" }]);
  const { problems } = await runInMemory(search, { events, settings: DEFAULT_SETTINGS, now: 1_700_000_000 });
  return problems.map(({ code, message }) => `${code} ${message}`);
}

test.each<[spl: string, ...expected: string[]]>([
  ["* | mvexpand z", "E-MVFIELD Field 'z' does not exist in the data."],
  ["* | mvexpand b"],
  ["a=9 | mvexpand z"],
  ["* | makemv z", "E-MVFIELD Field 'z' does not exist in the data."],
  ["* | makemv b"],
  ["* | join z [search a=1]", "E-JOINFIELDS The following join field(s) do not exist in the data: z."],
  ["* | join b [search a=1]", "E-JOINFIELDS The following join field(s) do not exist in the data: b."],
  [
    "* | table a | join [| makeresults | eval z=1 | fields z]",
    "E-JOINFIELDS The following join field(s) do not exist in the data: no field is common to both sides.",
  ],
  ["* | join a [search a=9]"],
])("%s", async (spl, ...expected) => {
  expect(await said(spl)).toEqual(expected);
});
