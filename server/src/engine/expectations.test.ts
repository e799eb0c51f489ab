import { expect, test } from "vitest";
import { checkExpectations, type TestedResult } from "./expectations.ts";

const RESULT: TestedResult = {
  matches: 3,
  rows: 2,
  columns: ["user", "n", "ids"],
  table: [
    ["kim", "5", ["1", "2"]],
    ["lee", null, "7"],
  ],
  clauses: [
    { text: "EventCode=1", hits: 4 },
    { text: 'user  IN ("kim", "lee")', hits: 3 },
  ],
  lines: [2, 4, 9],
};

test.each<unknown>([
  { matches: 3, count: 2 },
  { matches: true, count: { min: 1, max: 2 } },
  { matches: { exact: 3 } },
  {
    rows: [
      { user: "kim", ids: [1, 2] },
      { user: "lee", n: null, ids: 7 },
    ],
  },
  { clauses: { "EventCode=1": 4, 'user IN ("kim", "lee")': true } },
  { lines: [9, 2, 4] },
])("%j holds", (wanted) => {
  expect(checkExpectations(wanted, RESULT)).toEqual([]);
});

test.each<[unknown, string]>([
  [{ matches: false }, "Matching events: expected none, got 3."],
  [{ count: { min: 3 } }, "Result rows: expected at least 3, got 2."],
  [{ count: { max: 1, exact: 1 } }, "Result rows: expected exactly 1 and at most 1, got 2."],
  [{ rows: [{ user: "kim", n: 6 }] }, 'No row has all of these fields: the nearest has n="5".'],
  [{ rows: [{ user: "kim" }, { user: "kim" }] }, 'No row has all of these fields: the nearest has user="lee".'],
  [{ clauses: { "EventCode=1": 0 } }, "The clause EventCode=1: expected 0, got 4."],
  [{ clauses: { "EventCode=2": 0 } }, "The query has no clause EventCode=2."],
  [{ lines: [2, 5] }, "The matched events are others: no match on line 5, also a match on lines 4, 9."],
])("%j does not hold: %s", (wanted, message) => {
  expect(checkExpectations(wanted, RESULT).map((failure) => failure.message)).toEqual([message]);
});
