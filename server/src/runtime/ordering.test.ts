import { expect, test } from "vitest";
import { Row } from "#events/row.ts";
import { memoryRun } from "#test/support/memory-run.ts";
import { firstRows, type SortKey, sortRows } from "./ordering.ts";

function sorted(values: readonly (string | null)[], key: Partial<SortKey> = {}): (string | number | null)[] {
  const rows = values.map((x) => Row.of({ x }));
  const keys = [{ field: "x", descending: false, mode: "auto" as const, ...key }];
  return sortRows(rows, keys).map((row) => row.get("x") as string | null);
}

test("numbers by size, also negative and with exponent", () => {
  expect(sorted(["10", "9", "-1", "1e1", "2.5"])).toEqual(["-1", "2.5", "9", "10", "1e1"]);
});

test("addresses by their numbers, IPv4 before IPv6", () => {
  expect(sorted(["10.0.0.10", "::1", "10.0.0.9"])).toEqual(["10.0.0.9", "10.0.0.10", "::1"]);
});

test("absent values last in both directions", () => {
  expect(sorted([null, "b", "a"])).toEqual(["a", "b", null]);
  expect(sorted([null, "b", "a"], { descending: true })).toEqual(["b", "a", null]);
});

test("str compares by code unit", () => {
  expect(sorted(["10", "9", "B", "a"], { mode: "str" })).toEqual(["10", "9", "B", "a"]);
});

test("equal rows keep their order", () => {
  const rows = ["1", "2", "3"].map((n) => Row.of({ k: "x", n }));
  const keys = [{ field: "k", descending: true, mode: "auto" as const }];
  expect(sortRows(rows, keys).map((row) => row.get("n"))).toEqual(["1", "2", "3"]);
});

test("the first rows of very many are those of the whole order, equal ones as they came", async () => {
  const rows = Array.from({ length: 150_000 }, (_, n) => Row.of({ k: String((n * 7919) % 1000), n }));
  const keys = [{ field: "k", descending: false, mode: "num" as const }];
  async function* batches() {
    for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
  }
  const first = await firstRows(batches(), keys, 300, memoryRun());
  expect(first.seen).toBe(150_000);
  expect(first.rows.map((row) => row.get("n"))).toEqual(
    sortRows(rows, keys)
      .slice(0, 300)
      .map((row) => row.get("n")),
  );
});
