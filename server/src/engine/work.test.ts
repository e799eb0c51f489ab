import { expect, test } from "vitest";
import type { SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { compileSpl } from "./compile/spl.ts";
import { memoryEvent } from "./memory-events.ts";
import { runInMemory } from "./memory-run.ts";

/** How often a search over so many events, a third of them alike, asks an event for a field or for its names. */
async function reads(spl: string, events: number): Promise<number> {
  let asked = 0;
  const counted = (event: SampleEvent): SampleEvent => ({
    ...event,
    fields: {
      get(name) {
        asked++;
        return event.fields.get(name);
      },
      names() {
        asked++;
        return event.fields.names();
      },
    },
  });
  const all = Array.from({ length: events }, (_, n) =>
    counted(memoryEvent({ _time: n, k: String(n % 3 === 0 ? 0 : n), n: String((n * 7919) % events) }, n)),
  );
  const search = compileSpl(spl, testEnvironment);
  expect(search.problems).toEqual([]);
  await runInMemory(search, {
    settings: DEFAULT_SETTINGS,
    now: 0,
    limits: { sortRows: 100_000, joinRows: 100_000 },
    async *events() {
      yield all.map((event) => Row.ofEvent(event));
    },
  });
  return asked;
}

test.each([
  "k=*",
  "k=* | stats count values(n) by k",
  "k=* | eventstats max(n) AS most by k",
  "k=* | streamstats window=200 sum(n) AS total",
  "k=* | streamstats window=200 global=f stdev(n) AS spread by k",
  "k=* | sort n k",
  "k=* | dedup k sortby n",
  "k=* | top k",
  "k=* | fillnull",
  "k=* | transaction k maxspan=10s",
  "k=* | join k [search n=* | stats count by k]",
  "k=* | append [search k=0]",
  "k=* [search n=1 | fields k]",
])("the fields of an event are read as often in a large log as in a small one: %s", async (spl) => {
  const small = await reads(spl, 500);
  expect(small).toBeGreaterThan(0);
  for (const times of [2, 4, 8]) expect(await reads(spl, 500 * times)).toBeLessThanOrEqual(1.2 * times * small);
});
