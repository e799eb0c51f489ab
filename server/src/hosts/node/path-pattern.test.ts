import { expect, test } from "vitest";
import { pathPattern } from "./path-pattern.ts";

test.each([
  ["*.log", "a.log", true],
  ["*.log", "b/a.log", false],
  ["**/*.log", "a.log", true],
  ["**/*.log", "x/y/a.log", true],
  ["x/**/a.log", "x/a.log", true],
  ["x/**/a.log", "x/1/2/a.log", true],
  ["x/**/a.log", "xx/a.log", false],
  ["**", "a/b", true],
  ["a?c.json", "abc.json", true],
  ["a?c.json", "a/c.json", false],
  ["a.b", "axb", false],
  ["(a)+[b]", "(a)+[b]", true],
  ["?.log", "ä.log", true],
])("%s takes %s: %s", (pattern, path, fits) => {
  expect(pathPattern(pattern)(path)).toBe(fits);
});

test("takes no longer for a hostile pattern", () => {
  expect(pathPattern(`${"*a".repeat(500)}b`)("a".repeat(4000))).toBe(false);
  expect(pathPattern(`${"**/".repeat(500)}b`)("a/".repeat(2000))).toBe(false);
});
