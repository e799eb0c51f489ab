import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { type MemoryRecord, memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { memoryRun } from "#test/support/memory-run.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { RunningAggregates, type Window } from "./windowing.ts";

const AGGREGATES = [
  ...["count", "sum(x)", "avg(x)", "sumsq(x)", "dc(x)", "min(x)", "max(x)", "range(x)", "first(x)", "last(x)"],
  ...["values(x)", "list(x)", "median(x)", "perc90(x)", "stdev(x)", "stdevp(x)", "var(x)", "varp(x)", "mode(x)"],
  ...["earliest(x)", "latest(x)", "earliest_time(x)", "latest_time(x)", "rate(x)", "estdc(x)"],
];

async function rowsOf(spl: string, records: readonly MemoryRecord[]): Promise<readonly Row[]> {
  const search = compileSpl(spl, testEnvironment);
  expect(search.problems).toEqual([]);
  const settings = { ...DEFAULT_SETTINGS, eventOrder: "input" as const };
  return (await runInMemory(search, { events: memoryBatches(records), settings, now: 0 })).rows;
}

test("what a window gives is what stats gives over its rows", async () => {
  const x = fc.oneof(
    fc.integer({ min: -5, max: 5 }).map(String),
    fc.constantFrom("0.1", "1e16", "9007199254740993", "a"),
  );
  const record = fc.record({
    k: fc.constantFrom("a", "b"),
    x: fc.oneof(x, fc.array(x, { minLength: 2, maxLength: 3 })),
    _time: fc.integer({ min: 0, max: 9 }),
  });
  const shape = fc.record({ size: fc.integer({ min: 1, max: 4 }), global: fc.boolean(), current: fc.boolean() });
  const over = AGGREGATES.map((each, n) => `${each} AS r${n}`).join(" ");
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 25 }),
      shape,
      async (records, { size, global, current }) => {
        const spl = `x=* | streamstats window=${size} global=${global} current=${current} ${over} BY k`;
        const rows = await rowsOf(spl, records);
        for (const [at, row] of rows.entries()) {
          const until = records.slice(0, current ? at + 1 : at);
          const own = (one: MemoryRecord): boolean => one.k === records[at]?.k;
          const seen = global ? until.slice(-size).filter(own) : until.filter(own).slice(-size);
          const [expected] = await rowsOf(`x=* | stats ${over}`, seen);
          for (const n of AGGREGATES.keys()) expect(row.get(`r${n}`)).toEqual(expected?.get(`r${n}`) ?? null);
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** How often values are added or taken back while so many rows go through a window. */
function work(rows: number, window: Window): number {
  let done = 0;
  const column = {
    output: "n",
    argument: (row: Row): Value => row.get("n"),
    accumulator: () => {
      let total = 0;
      return {
        add() {
          done++;
          total++;
        },
        remove() {
          done++;
          total--;
          return true;
        },
        result: () => total,
      };
    },
  };
  const running = new RunningAggregates(["k"], [column], window, memoryRun());
  for (let n = 0; n < rows; n++) {
    const row = Row.of({ k: String(n % 3), n, _time: n });
    running.step(row, running.key(row) ?? "");
  }
  return done;
}

test.each([
  { rows: 500, seconds: null, global: true, current: true },
  { rows: 500, seconds: null, global: false, current: false },
  { rows: 0, seconds: 500, global: true, current: true },
])("work grows with the rows, not with the window: %o", (window) => {
  for (const rows of [1000, 2000, 4000]) expect(work(rows, window)).toBeLessThanOrEqual(2 * rows);
});
