import assert from "node:assert/strict";
import type { RunResult } from "../../../server/src/protocol/requests.ts";
import { resultsPage, type ShownRun } from "../../src/run/results-page.ts";
import { Page } from "../support/page.ts";

const RESULT: RunResult = {
  status: "done",
  name: "x",
  rows: 4,
  events: 9,
  took: 1,
  columns: ["_time", "count", "user"],
  table: [
    ["1773149048.617", "9", "</script><b>Ann"],
    ["1773149048", "10", "ben"],
    ["1773149050", null, "Cara"],
    ["1773149049", "-1", null],
  ],
  problems: [],
  stages: [],
  logs: [],
} as unknown as RunResult;

const shown = (result: RunResult): string => {
  const run: ShownRun = { number: 1, at: "12:00:00", result, refused: [] };
  return resultsPage([run], run, false);
};
const column = (page: Page, at: number): readonly (string | undefined)[] =>
  page.rows.map((row) => row.children[at]?.textContent);
const click = (page: Page, at: number): void => page.of("head").children[at]?.children[0]?.fire("click");
const sorts = (page: Page): readonly (string | undefined)[] =>
  page.of("head").children.map(({ attributes }) => attributes["aria-sort"]);

describe("the rows of the results view", () => {
  it("stand in the order of the run until a heading is chosen, and run no text of a log", () => {
    const html = shown(RESULT);
    assert.equal(html.match(/<\/script>/g)?.length, 1);
    assert.match(html, /script-src 'nonce-[0-9a-f]{32}'/);
    assert.deepEqual(column(new Page(html), 1), ["9", "10", "–", "-1"]);
  });

  it("are sorted as numbers, dates and texts, with absent values last, and say so", () => {
    const page = new Page(shown(RESULT));
    click(page, 1);
    assert.deepEqual(column(page, 1), ["-1", "9", "10", "–"]);
    assert.deepEqual(sorts(page), [undefined, "ascending", undefined]);
    click(page, 1);
    assert.deepEqual(column(page, 1), ["10", "9", "-1", "–"]);
    assert.deepEqual(sorts(page), [undefined, "descending", undefined]);
    click(page, 0);
    assert.deepEqual(column(page, 1), ["10", "9", "-1", "–"]);
    assert.deepEqual(sorts(page), ["ascending", undefined, undefined]);
  });

  it("are filtered by any text, without case, and counted", () => {
    const page = new Page(shown(RESULT));
    page.of("filter").value = "CARA";
    page.of("filter").fire("input");
    assert.deepEqual(column(page, 2), ["Cara"]);
    assert.equal(page.of("said").textContent, "1 row fit.");
  });

  it("keep order and filter when the page is written anew, as far as it has the column", () => {
    const before = new Page(shown(RESULT));
    before.of("filter").value = "a";
    before.of("filter").fire("input");
    click(before, 2);
    const after = new Page(shown(RESULT), before.state);
    assert.equal(after.of("filter").value, "a");
    assert.deepEqual(column(after, 2), ["</script><b>Ann", "Cara"]);
    assert.deepEqual(sorts(after), [undefined, undefined, "ascending"]);
    const other = new Page(shown({ ...RESULT, columns: ["_time", "count", "host"] }), before.state);
    assert.deepEqual(sorts(other), [undefined, undefined, undefined]);
  });

  it("have no box and no script where there is but one", () => {
    const html = shown({ ...RESULT, rows: 1, table: RESULT.table.slice(0, 1) });
    assert.doesNotMatch(html, /<script|<input|<button/);
  });
});
