import { expect, test } from "vitest";
import { parseCsv } from "./csv.ts";

test("cells may hold separators and quotes", () => {
  expect(parseCsv('a,b\r\n"x, ""y""",2\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "2"],
  ]);
});

test("empty cells stay, empty lines go, line breaks in quotes stay", () => {
  expect(parseCsv('a,b\n\n,\n"1\n2",\n')).toEqual([
    ["a", "b"],
    ["", ""],
    ["1\n2", ""],
  ]);
});

test("a quote that never closes takes the rest", () => {
  expect(parseCsv('a\n"x,y')).toEqual([["a"], ["x,y"]]);
});
