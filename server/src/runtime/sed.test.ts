import { expect, test } from "vitest";
import { compileRegex } from "./regex.ts";
import { parseSed, sedChange } from "./sed.ts";

function changed(script: string, text: string): string | null {
  const sed = parseSed(script);
  if (sed === null) return null;
  const flags = sed.kind === "substitute" && sed.ignoreCase ? "gi" : "g";
  const compiled = sed.kind === "substitute" ? compileRegex(sed.pattern, flags) : null;
  if (compiled !== null && "refused" in compiled) return null;
  return sedChange(sed, compiled?.regex ?? null)(text);
}

test("first match, all, or from a number on", () => {
  expect(changed("s/a/x/", "aaa")).toBe("xaa");
  expect(changed("s/a/x/g", "aaa")).toBe("xxx");
  expect(changed("s/a/x/2", "aaa")).toBe("axa");
  expect(changed("s/a/x/2g", "aaa")).toBe("axx");
  expect(changed("s/A/x/gi", "aa")).toBe("xx");
});

test("back references and other delimiters", () => {
  expect(changed("s/(\\d+)-(\\d+)/\\2-\\1/", "12-34")).toBe("34-12");
  expect(changed("s#/#:#g", "a/b/c")).toBe("a:b:c");
  expect(changed("s/\\//:/g", "a/b")).toBe("a:b");
});

test("y translates characters one for one", () => {
  expect(changed("y/abc/xyz/", "cab-d")).toBe("zxy-d");
  expect(changed("y/abc/xy/", "abc")).toBeNull();
});

test("what is no sed script", () => {
  for (const script of ["", "s", "s/a", "s/a/b", "d/a/b/", "s a b "]) expect(changed(script, "a")).toBeNull();
});

test("what is behind the second delimiter must be flags, however many digits", () => {
  expect(parseSed(`s/a/b/${"1".repeat(200)}x`)).toBeNull();
  expect(changed("s/a/x/ 2 g ", "aaa")).toBeNull();
  expect(changed("s/a/x/ g2 ", "aaa")).toBe("axx");
});
