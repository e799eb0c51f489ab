import { expect, test } from "vitest";
import { expectationFaults } from "./expectation-faults.ts";

test.each([
  { matches: 0 },
  { matches: true, count: { min: 1, max: 2 } },
  { rows: [{ a: "x", b: ["y", "z"], c: null }] },
  { lines: [] },
  { lines: [1, 20] },
  { clauses: { "a=1": false, "b=2": { exact: 3 } } },
])("%j states something", (stated) => {
  expect(expectationFaults(stated)).toEqual([]);
});

test.each<[unknown, string]>([
  [undefined, 'The test states nothing under "expect".'],
  [{}, 'The test states nothing under "expect".'],
  [[], 'The test states nothing under "expect".'],
  [{ mathces: 1 }, '"mathces" is no key of "expect"; it takes matches, count, rows, clauses, lines.'],
  [{ matches: null }, '"matches" of "expect" is empty.'],
  [{ matches: "2" }, '"matches" is a whole number, true, false, or a mapping of min, max, exact.'],
  [{ matches: {} }, '"matches" is a whole number, true, false, or a mapping of min, max, exact.'],
  [{ count: { mn: 2 } }, '"count" is a whole number, true, false, or a mapping of min, max, exact, not mn.'],
  [{ count: { min: "2" } }, '"min" of "count" is a whole number.'],
  [{ rows: { a: 1 } }, '"rows" is a list of rows, each a mapping of fields to values.'],
  [{ rows: [] }, '"rows" is a list of rows, each a mapping of fields to values.'],
  [{ rows: ["a"] }, '"rows" is a list of rows, each a mapping of fields to values.'],
  [{ lines: 3 }, '"lines" is a list of line numbers, from 1.'],
  [{ lines: [0] }, '"lines" is a list of line numbers, from 1.'],
  [{ clauses: ["a=1"] }, '"clauses" is a mapping of clauses to numbers.'],
  [{ clauses: { "a=1": -1 } }, '"a=1" is a whole number, true, false, or a mapping of min, max, exact.'],
])("%j does not", (stated, fault) => {
  expect(expectationFaults(stated)).toEqual([fault]);
});
