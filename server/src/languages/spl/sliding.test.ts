import { expect, test } from "vitest";
import { Row } from "#events/row.ts";
import { memoryRun } from "#test/support/memory-run.ts";
import { aggregations } from "./aggregations.index.ts";

/** Their points stand for spans of time from the oldest row on, so each window is another line. */
const ANEW = ["sparkline"];

test("every aggregation takes back what leaves a window, so that no step computes the window anew", () => {
  const anew = aggregations.filter(({ start }) => {
    const made = start(undefined, memoryRun());
    const sliding = made.sliding?.() ?? made;
    for (const x of ["3", "1", "2"]) sliding.add(x, Row.of({ x, _time: Number(x) }));
    return sliding.remove?.("3") !== true;
  });
  expect(anew.map(({ name }) => name)).toEqual(ANEW);
});
