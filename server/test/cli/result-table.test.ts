import { describe, expect, it } from "vitest";
import { palette } from "#hosts/cli/print.ts";
import { tableLines } from "#hosts/cli/result-table.ts";

const plain = palette(false);

describe("the table of a run in the terminal", () => {
  it("writes times in the zone of the run, absent and several values, and nothing without rows", () => {
    const table = [
      ["1700000000", "a", null],
      ["1700000000.5", ["b", "c"], "x\n y"],
    ];
    expect(tableLines({ columns: ["_time", "host", "text"], table, rows: 2 }, "+02:00", plain)).toEqual([
      "",
      "_time                           host  text",
      "2023-11-15 00:13:20 +02:00      a     –",
      "2023-11-15 00:13:20.500 +02:00  b, c  x y",
    ]);
    expect(tableLines({ columns: ["a"], table: [], rows: 0 }, "UTC", plain)).toEqual([]);
  });

  it("names every column, row and value that does not fit", () => {
    const columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "_raw"];
    const lines = tableLines({ columns, table: [columns.map(() => "v".repeat(70))], rows: 3 }, "UTC", plain);
    expect(lines.at(-1)).toBe("Not shown: i, _raw. --format json writes every column.");
    expect(lines.at(-2)).toBe("… and 2 more rows");
    expect(lines[2]?.split("  ")[0]).toBe(`${"v".repeat(59)}…`);
  });
});
