import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "#semantics/workspace/csv.ts";
import { csvColumns, parseCsvTable } from "#semantics/workspace/csv-table.ts";

const rows = (text: string) => parseCsvTable(text).rows.map((row) => ({ ...row }));
const problems = (text: string) =>
  parseCsvTable(text).problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]);

describe("a CSV table", () => {
  it("has quotes, commas and line breaks in cells", () => {
    const text = '\uFEFFname,note\r\na,"x, ""y""\r\nz"\r\n\r\n"b",\r\n';
    expect(parseCsvTable(text).columns).toEqual(["name", "note"]);
    expect(rows(text)).toEqual([
      { name: "a", note: 'x, "y"\r\nz' },
      { name: "b", note: "" },
    ]);
    expect(problems(text)).toEqual([]);
    expect(csvColumns(text)).toEqual(["name", "note"]);
  });

  it("has no blanks before its cells but in quotes", () => {
    const text = 'path, known\n*/php.ini*, yes\n x,\t"y, z"\nw," v"';
    expect(csvColumns(text)).toEqual(["path", "known"]);
    expect(rows(text)).toEqual([
      { path: "*/php.ini*", known: "yes" },
      { path: "x", known: "y, z" },
      { path: "w", known: " v" },
    ]);
    expect(problems(text)).toEqual([]);
  });

  it("fills short records and reports long ones", () => {
    expect(rows("a,b\n1\n1,2,3")).toEqual([
      { a: "1", b: "" },
      { a: "1", b: "2" },
    ]);
    expect(problems("a,b\n1\n1,2,3")).toEqual([["csv/surplus-cell", "3"]]);
  });

  it("keeps columns called like properties of objects", () => {
    expect(rows("__proto__,constructor\n1,2")[0]).toEqual({ ["__proto__"]: "1", constructor: "2" });
  });

  it("reports broken quotes, repeated columns and an empty file", () => {
    expect(problems('a,a\n"x"y,1\n"open')).toEqual([
      ["csv/repeated-column", "a"],
      ["csv/after-quote", "y"],
      ["csv/open-quote", '"'],
    ]);
    expect(rows('a\n"x"y\n"open')).toEqual([{ a: "xy" }, { a: "open" }]);
    expect(problems("")).toEqual([["csv/no-columns", ""]]);
  });

  it("gives back what was written", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "é"), maxLength: 6 });
    const record = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const text = records.map((r) => r.map(quote).join(",")).join("\r\n");
        const faults: unknown[] = [];
        const read = [...readCsv(text, (problem) => faults.push(problem))];
        expect(faults).toEqual([]);
        expect(read.map((cells) => cells.map(({ value }) => value))).toEqual(records);
        for (const { value, span } of read.flat()) expect(text.slice(span.start, span.end)).toBe(quote(value));
      }),
    );
  });

  it("reads any text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r"), maxLength: 30 });
    fc.assert(
      fc.property(text, (any) => {
        let last = 0;
        for (const { span } of [...readCsv(any, () => {})].flat()) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeLessThanOrEqual(any.length);
          last = span.end;
        }
      }),
    );
  });
});
