import { expect, test } from "vitest";
import { Row } from "#events/row.ts";
import { memoryRun } from "#test/support/memory-run.ts";
import { compareKeys, fieldKey, Grouping } from "./grouping.ts";

const count = {
  output: "count",
  argument: () => true as const,
  accumulator: () => {
    let rows = 0;
    return {
      add() {
        rows += 1;
      },
      result: () => rows,
    };
  },
};

function grouped(rows: readonly Row[], by: readonly string[], distinctValues = false): string[] {
  const grouping = new Grouping(by.map(fieldKey), [count], memoryRun(), { distinctValues });
  for (const row of rows) grouping.add(row);
  return grouping.groups
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .map((group) => `${group.key.join("/")}=${grouping.result(group, 0)}`);
}

test("a null in any BY field leaves the row out", () => {
  const rows = [Row.of({ a: "1", b: "2" }), Row.of({ a: "1" }), Row.of({ b: "2" })];
  expect(grouped(rows, ["a", "b"])).toEqual(["1/2=1"]);
});

test("several multivalues make all combinations, also behind a single value", () => {
  const row = Row.of({ k: "k", x: ["a", "b"], y: ["p", "q"] });
  expect(grouped([row], ["k", "x", "y"])).toEqual(["k/a/p=1", "k/a/q=1", "k/b/p=1", "k/b/q=1"]);
});

test("a repeated value counts twice unless values are to be distinct", () => {
  const row = Row.of({ x: ["a", "a"] });
  expect(grouped([row], ["x"])).toEqual(["a=2"]);
  expect(grouped([row], ["x"], true)).toEqual(["a=1"]);
});

test("keys never run together", () => {
  const rows = [Row.of({ a: "x\u0000", b: "y" }), Row.of({ a: "x", b: "\u0000y" }), Row.of({ a: "", b: "xy" })];
  expect(grouped(rows, ["a", "b"])).toHaveLength(3);
});

test("groups beyond the limit are left out, and that is known", () => {
  const grouping = new Grouping([fieldKey("a")], [count], memoryRun({ limits: { groups: 2 } }));
  for (const a of ["1", "2", "3", "1"]) grouping.add(Row.of({ a }));
  expect(grouping.groups.map((group) => group.key[0])).toEqual(["1", "2"]);
  expect(grouping.cut).toBe(true);
});

test("a column that is added later starts with rows to come", () => {
  const grouping = new Grouping([], [], memoryRun());
  grouping.add(Row.of({ a: "1" }));
  grouping.addColumn(count);
  grouping.add(Row.of({ a: "1" }));
  const [group] = grouping.groups;
  expect(group === undefined ? null : grouping.result(group, 0)).toBe(1);
});
