import { expect, test } from "vitest";
import { keyValuePairs } from "./key-values.ts";

const automatic = { pairdelim: undefined, kvdelim: undefined, limit: 50, maxchars: 10_240, cleanKeys: true };

test("pairs without delimiters: bare and quoted values", () => {
  expect(keyValuePairs('a=1, b="x y";c=z&d.e=2 noise =x', automatic)).toEqual([
    ["a", "1"],
    ["b", "x y"],
    ["c", "z"],
    ["d.e", "2"],
  ]);
});

test("each character of the delimiters counts, not inside quotes", () => {
  const syntax = { ...automatic, pairdelim: ";|", kvdelim: ":=" };
  expect(keyValuePairs('a:1|b=2;c:"x;y"', syntax)).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["c", "x;y"],
  ]);
});

test("limits of pairs and characters", () => {
  expect(keyValuePairs("a=1 b=2 c=3", { ...automatic, limit: 2 })).toHaveLength(2);
  expect(keyValuePairs("a=1 b=2 c=3", { ...automatic, maxchars: 3 })).toEqual([["a", "1"]]);
});
