import { describe, expect, it } from "vitest";
import { LruMap, once } from "./memo.ts";

describe("LruMap", () => {
  it("computes once and forgets the least recently used", () => {
    const map = new LruMap<string, string>(2);
    const computed: string[] = [];
    const ask = (key: string) =>
      map.getOrCompute(key, () => {
        computed.push(key);
        return key.toUpperCase();
      });
    expect(["a", "a", "b", "a", "c", "a", "b"].map(ask)).toEqual(["A", "A", "B", "A", "C", "A", "B"]);
    expect(computed).toEqual(["a", "b", "c", "b"]);
  });

  it("forgets by what the keys weigh, and keeps the newest whatever it weighs", () => {
    const map = new LruMap<string, number>(6, (key) => key.length);
    let computed = 0;
    const ask = (key: string) => map.getOrCompute(key, () => ++computed);
    expect(["aaa", "bb", "cc", "bb", "aaa"].map(ask)).toEqual([1, 2, 3, 2, 4]);
    expect(["eight888", "bb", "eight888"].map(ask)).toEqual([5, 6, 7]);
  });

  it("keeps undefined as a value", () => {
    const map = new LruMap<string, undefined>(2);
    let count = 0;
    for (let i = 0; i < 3; i++)
      map.getOrCompute(i === 1 ? "b" : "a", () => {
        count++;
        return undefined;
      });
    expect(count).toBe(2);
  });
});

describe("once", () => {
  it("computes on first call", () => {
    let count = 0;
    const get = once(() => ++count);
    expect([get(), get()]).toEqual([1, 1]);
  });
});
