import fc from "fast-check";
import { expect, test } from "vitest";
import { GrownMap } from "./grown-map.ts";

const key = fc.constantFrom(..."abcdefghij");
const entries = fc.array(fc.tuple(key, fc.nat(9)), { maxLength: 30 });

test("a grown map is the map with the same entries set in the same order, whenever it is looked through", () => {
  fc.assert(
    fc.property(entries, fc.array(fc.record({ entries, looked: fc.boolean() }), { maxLength: 8 }), (first, steps) => {
      let plain: ReadonlyMap<string, number> = new Map(first);
      let grown = plain;
      const earlier: (readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>])[] = [];
      for (const step of steps) {
        plain = new Map([...plain, ...step.entries]);
        grown = GrownMap.of(grown, step.entries);
        earlier.push([plain, grown]);
        if (step.looked) expect([...grown.keys()]).toEqual([...plain.keys()]);
      }
      for (const [expected, map] of earlier) {
        for (const name of "abcdefghijk") {
          expect(map.get(name)).toBe(expected.get(name));
          expect(map.has(name)).toBe(expected.has(name));
        }
        expect([...map]).toEqual([...expected]);
        expect([...map.values()]).toEqual([...expected.values()]);
        expect(map.size).toBe(expected.size);
      }
    }),
  );
});
