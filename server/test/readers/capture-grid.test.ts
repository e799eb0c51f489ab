import { describe, expect, it } from "vitest";
import { bytesSelected, gridRow, hexColumn, placesOf, textColumn } from "#engine/capture-view/grid.ts";

describe("the grid", () => {
  it("leads from a byte to its columns and back", () => {
    for (let length = 1; length <= 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => 0x41 + (i % 26));
      const rows = Array.from({ length: Math.ceil(length / 16) }, (_, r) => gridRow(bytes.subarray(16 * r), 16 * r));
      for (let start = 0; start < length; start++) {
        const row = rows[Math.floor(start / 16)] ?? "";
        expect(row.slice(hexColumn(start), hexColumn(start) + 2)).toBe(bytes[start]?.toString(16));
        expect(row.charAt(textColumn(start))).toBe(String.fromCharCode(bytes[start] ?? 0));
        for (let end = start + 1; end <= length; end++) {
          const places = placesOf({ start, end });
          const [first, last] = [places[0], places.at(-1)];
          if (first === undefined || last === undefined) throw new Error("no place");
          for (const column of ["hex", "text"] as const) {
            const from = { row: first.row, column: first[column].start };
            const to = { row: last.row, column: last[column].end };
            expect(bytesSelected(from, to, length)).toEqual({ start, end });
          }
        }
      }
    }
  });

  it("stands in the columns that are agreed", () => {
    expect([0, 7, 8, 15].map(hexColumn)).toEqual([10, 31, 35, 56]);
    expect([0, 15, 16].map(textColumn)).toEqual([61, 76, 61]);
  });
});
