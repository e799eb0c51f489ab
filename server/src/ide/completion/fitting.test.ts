import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompletionItem } from "../types.ts";
import { fitting, fittingNames } from "./fitting.ts";

const item = (name: string, rank: number): CompletionItem => ({
  label: name,
  kind: "macro",
  detail: "",
  insert: name,
  rank,
});

describe("the names that become items", () => {
  const LETTERS = ["a", "b", "B", "_", "1"];
  const nameOf = (n: number): string => [...n.toString(5)].map((digit) => LETTERS[Number(digit)]).join("");
  /** Not shrunk: a smaller list is no list of very many. */
  const names = fc.noShrink(
    fc.array(fc.integer({ min: 0, max: 3000 }).map(nameOf), { minLength: 501, maxLength: 900 }),
  );

  it("are those of which items would be left, had all names become items", () => {
    fc.assert(
      fc.property(
        names,
        fc.constantFrom("", "a", "b", "a_", "bb1"),
        fc.integer({ min: 1, max: 9 }),
        (list, typed, ranks) => {
          const rank = (name: string): number => (name.length * 7 + name.charCodeAt(0)) % ranks;
          const offered = (some: readonly string[]): readonly string[] => {
            const items = [...new Set(some)].map((name) => item(name, rank(name)));
            items.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
            return fitting(items, typed).map(({ label }) => label);
          };
          const things = list.map((name) => ({ name }));
          const chosen = fittingNames(things, typed, rank).map(({ name }) => name);
          // One more that fits no better makes them too many to be sent as they are.
          const others = Array.from({ length: 501 }, (_, n) => `zz${n}`);
          expect(offered([...chosen, ...others])).toEqual(offered([...list, ...others]));
          expect(new Set(chosen).size).toBeLessThanOrEqual(500);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("are all of few", () => {
    const things = ["b", "a"].map((name) => ({ name }));
    expect(fittingNames(things, "x", () => 0)).toBe(things);
  });
});
