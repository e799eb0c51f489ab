import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CaptureViews } from "#hosts/run/capture-views.ts";

const BIND = "05000b03 10000000 48000000 02000000";
const REM_UNKNOWN2 = "43010000 00000000 c0000000 00000046";

const folder = mkdtempSync(path.join(tmpdir(), "rulehound-dumps-"));
const file = path.join(folder, "two.hex");
// Two dumps: digits alone, and as xxd writes them.
writeFileSync(file, `${BIND} ${REM_UNKNOWN2}\n\n00000000: 4849 4a4b                                HIJK\n`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const views = new CaptureViews();
const { signal } = new AbortController();

describe("hexadecimal dumps as documents", () => {
  test("stand on one grid, with the names of UUIDs", async () => {
    const view = await views.answer({ kind: "view", path: file, query: "timeline" }, signal);
    if (view.kind !== "view") throw new Error("not a view");
    expect(view.lines.map((line) => line.replace(/─+$/, ""))).toEqual([
      "── dump 1 · 32 bytes ",
      "00000000  05 00 0b 03 10 00 00 00  48 00 00 00 02 00 00 00  |........H.......|",
      "00000010  43 01 00 00 00 00 00 00  c0 00 00 00 00 00 00 46  |C..............F|",
      "── dump 2 · 4 bytes ",
      "00000000  48 49 4a 4b                                       |HIJK|",
    ]);
    expect(view.notes).toEqual([{ line: 2, text: "IRemUnknown2" }]);
    expect([view.pages, view.unread]).toEqual([1, []]);
    expect(await views.answer({ kind: "place", path: file, event: 1 }, signal)).toMatchObject({
      query: "dumps",
      line: 3,
    });
    await expect(views.answer({ kind: "place", path: file, event: 2 }, signal)).rejects.toThrow("has no dump 3");
  });

  test("show the matches of a rule, and make elements of what is selected", async () => {
    const rule = "title: t\nsignatures:\n  a: { interface: IRemUnknown2 }\n  b: { text: JK }\ncondition: a and b\n";
    const marks = await views.answer({ kind: "marks", path: file, query: "dumps", rule }, signal);
    if (marks.kind !== "marks") throw new Error("no marks");
    expect(marks.marks).toMatchObject([
      { line: 2, start: 10, end: 58, element: 0 },
      { line: 2, start: 61, end: 77, element: 0 },
      { line: 4, start: 16, end: 21, element: 1 },
      { line: 4, start: 63, end: 65, element: 1 },
    ]);
    expect(marks.marks[0]?.note).toBe(
      "Element a, match 1 of 1 in this dump, offset 0x10. The condition does not hold in this dump.",
    );
    const selected = { from: { line: 2, column: 10 }, to: { line: 2, column: 58 } };
    const made = await views.answer({ kind: "element", path: file, query: "dumps", ...selected }, signal);
    expect(made).toMatchObject({ made: { key: "uuid", value: "00000143-0000-0000-c000-000000000046" } });
    const nothing = { from: { line: 0, column: 0 }, to: { line: 0, column: 5 } };
    expect(await views.answer({ kind: "element", path: file, query: "dumps", ...nothing }, signal)).toMatchObject({
      made: { refused: expect.stringContaining("Select bytes") },
    });
  });
});
