import { expect, test } from "vitest";
import { allPaths, dataPath } from "./data-path.ts";

test("all paths of JSON in the order of the text", () => {
  const paths = allPaths('{"a":{"b":1.50},"c":[{"d":"x"},{"d":"y"}],"n":null,"t":true,"e":[]}', "null");
  expect([...(paths ?? [])]).toEqual([
    ["a.b", ["1.50"]],
    ["c{}.d", ["x", "y"]],
    ["n", ["null"]],
    ["t", ["true"]],
  ]);
});

test("only the first 5,000 characters are looked at, up to the last whole member", () => {
  const text = `{"first":1,"list":[${'{"x":"0123456789"},'.repeat(400)}{"x":"end"}],"last":2}`;
  const paths = allPaths(text, "null");
  expect(paths?.get("first")).toEqual(["1"]);
  expect(paths?.get("last")).toBeUndefined();
  expect(paths?.get("list{}.x")?.length).toBeGreaterThan(200);
});

test("all paths of XML with attributes", () => {
  const paths = allPaths(`<r><p n="1">hi</p><p n='2'>a &amp; b</p><q/></r>`, "null");
  expect(paths?.get("r.p")).toEqual(["hi", "a & b"]);
  expect(paths?.get("r.p{@n}")).toEqual(["1", "2"]);
});

test("a path counts from 0 in JSON and from 1 in XML", () => {
  expect(dataPath("c{0}.d", "null")('{"c":[{"d":"x"},{"d":"y"}]}')).toEqual(["x"]);
  expect(dataPath("r.p{2}", "null")("<r><p>x</p><p>y</p></r>")).toEqual(["y"]);
});

test("objects and arrays give JSON text; what is neither gives nothing", () => {
  expect(dataPath("a", "null")('{"a":{"b":[1, 2]}}')).toEqual(['{"b":[1,2]}']);
  expect(dataPath("a", "null")("plain text")).toEqual([]);
  expect(dataPath("a", "null")('{"a":')).toEqual([]);
  expect(allPaths("<a><b></a>", null)).toBeUndefined();
});
