import { expect, test } from "vitest";
import { memoryEvent } from "#engine/memory-events.ts";
import { lineageOf } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { JoinIndex, type JoinShape } from "./joining.ts";

const INNER: JoinShape = {
  keys: [{ left: "k", right: "k" }],
  keepsLeft: false,
  most: 1,
  overwrite: true,
  overwriteInternal: true,
  time: "any",
};

function joined(left: readonly Row[], right: readonly Row[], shape: JoinShape): Record<string, unknown>[] {
  const index = new JoinIndex(right, shape);
  const rows: Row[] = [];
  for (const row of left) index.join(row, rows);
  return rows.map((row) => Object.fromEntries(row.entries()));
}

test("several keys must all be equal, and none may be null", () => {
  const shape = {
    ...INNER,
    keys: [
      { left: "a", right: "a" },
      { left: "b", right: "c" },
    ],
  };
  const right = [Row.of({ a: "1", c: "2", y: "hit" }), Row.of({ a: "1", y: "null" })];
  expect(joined([Row.of({ a: "1", b: "2" }), Row.of({ a: "1" })], right, shape)).toEqual([
    { a: "1", b: "2", c: "2", y: "hit" },
  ]);
});

test("a right null does not erase, internal fields may be kept", () => {
  const right = [Row.of({ k: "1", _time: 9, x: null })];
  const left = () => [Row.of({ k: "1", _time: 1, x: "mine" })];
  expect(joined(left(), right, INNER)).toEqual([{ k: "1", _time: 9, x: "mine" }]);
  expect(joined(left(), right, { ...INNER, overwriteInternal: false })).toEqual([{ k: "1", _time: 1, x: "mine" }]);
});

test("only earlier, or only later rows", () => {
  const right = [Row.of({ k: "1", _time: 20, y: "late" }), Row.of({ k: "1", _time: 5, y: "early" })];
  const left = () => [Row.of({ k: "1", _time: 10 })];
  expect(joined(left(), right, { ...INNER, time: "earlier" })[0]).toMatchObject({ y: "early" });
  expect(joined(left(), right, { ...INNER, time: "later" })[0]).toMatchObject({ y: "late" });
});

test("a joined row knows the events of both sides", () => {
  const index = new JoinIndex([Row.ofEvent(memoryEvent({ k: "1" }, 7))], INNER);
  const rows: Row[] = [];
  index.join(Row.ofEvent(memoryEvent({ k: "1" }, 3)), rows);
  const [row] = rows;
  expect(row === undefined ? [] : lineageOf(row).origins.map((origin) => origin.ordinal)).toEqual([3, 7]);
});
