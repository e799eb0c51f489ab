import { describe, expect, it } from "vitest";
import { lineMap, offsetAt, positionAt } from "./line-map.ts";

describe("lines of a text", () => {
  const text = "ab\r\ncd\re\n\nf";
  const map = lineMap(text);

  it("end with a line feed, a carriage return, or both", () => {
    expect(map).toEqual({ length: 11, starts: [0, 4, 7, 9, 10], ends: [2, 6, 8, 9, 11] });
    expect(lineMap("")).toEqual({ length: 0, starts: [0], ends: [0] });
    expect(lineMap("a\r\n")).toEqual({ length: 3, starts: [0, 3], ends: [1, 3] });
  });

  it("lead from offsets to positions and back, except within a line break of two characters", () => {
    for (let offset = 0; offset <= text.length; offset++)
      expect(offsetAt(map, positionAt(map, offset)), String(offset)).toBe(offset === 3 ? 2 : offset);
  });

  it("take what is beyond a line as its end, and what is beyond the text as its", () => {
    expect([0, 1, 2, 3, 4].map((line) => offsetAt(map, { line, column: 1_000 }))).toEqual([2, 6, 8, 9, 11]);
    expect(offsetAt(map, { line: 99, column: 0 })).toBe(11);
    expect(offsetAt(map, { line: -1, column: 5 })).toBe(0);
    expect(offsetAt(map, { line: 1, column: -5 })).toBe(4);
  });
});
