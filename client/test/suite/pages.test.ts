import assert from "node:assert/strict";
import type { StageRowsResult } from "../../../server/src/protocol/requests.ts";
import { rowsPage } from "../../src/run/rows-page.ts";
import { Page } from "../support/page.ts";

const RESULT: StageRowsResult = {
  status: "done",
  message: "",
  name: "x",
  stage: "where </script><b>",
  columns: ["_time", "_raw", "value"],
  table: [
    ["1773149048.617", "raw one", "=HYPERLINK(1)"],
    ["1773149050", "raw, two", "-5"],
    ["1773149049", 'raw "three"', null],
  ],
  events: [null, null, null],
  total: 3,
};

describe("the page of rows", () => {
  const page = (): Page => new Page(rowsPage(RESULT, "out"));
  const texts = ({ rows }: Page): readonly string[] =>
    rows.map((row) => row.children.map((cell) => cell.children[0]?.textContent).join(" | "));

  it("writes times as dates and the raw text last, and takes no markup from a log", () => {
    assert.deepEqual(texts(page()), [
      "2026-03-10 13:24:08.617Z | =HYPERLINK(1) | raw one",
      "2026-03-10 13:24:10Z | -5 | raw, two",
      '2026-03-10 13:24:09Z | – | raw "three"',
    ]);
    assert.equal(rowsPage(RESULT, "lost").match(/<\/script>/g)?.length, 1);
    assert.match(rowsPage(RESULT, "out"), /<table aria-label="Rows behind where [^"]*" aria-describedby="keys">/);
  });

  it("is used with keys alone", () => {
    const shown = page();
    assert.deepEqual(
      shown.rows.map(({ tabIndex }) => tabIndex),
      [0, -1, -1],
    );
    shown.press(shown.rows[0], "ArrowDown");
    assert.equal(shown.focused, shown.rows[1]);
    shown.press(shown.rows[1], "End");
    assert.equal(shown.focused, shown.rows[2]);
    shown.press(shown.rows[2], "ArrowDown");
    assert.equal(shown.focused, shown.rows[2]);
    assert.deepEqual(
      shown.rows.map(({ tabIndex }) => tabIndex),
      [-1, -1, 0],
    );
    shown.press(shown.rows[2], "Enter");
    shown.press(shown.rows[0], " ");
    assert.deepEqual(JSON.parse(JSON.stringify(shown.sent)), [{ row: 2 }, { row: 0 }]);
  });

  it("sorts numbers as numbers and says the order", () => {
    const shown = page();
    const [time] = shown.of("head").children;
    time?.children[0]?.fire("click");
    assert.equal(time?.attributes["aria-sort"], "ascending");
    assert.deepEqual(
      texts(shown).map((text) => text.slice(17, 19)),
      ["08", "09", "10"],
    );
  });

  it("copies what is shown, for spreadsheets without formulas, and says so", async () => {
    const shown = page();
    shown.of("filter").value = "raw";
    shown.of("filter").fire("input");
    assert.equal(shown.of("said").textContent, "3 rows fit.");
    shown.of("csv").fire("click");
    assert.deepEqual(shown.copied, [
      [
        "_time,value,_raw",
        "1773149048.617,'=HYPERLINK(1),raw one",
        '1773149050,-5,"raw, two"',
        '1773149049,,"raw ""three"""',
      ].join("\r\n"),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(shown.of("said").textContent, "3 rows copied as CSV.");
  });
});
