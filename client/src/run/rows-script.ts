import * as vscode from "vscode";
import { ORDER_SCRIPT } from "./order-script.ts";

/** What the page of rows says by its script, which fills the gaps. Of pairs the first is for one row. */
export function rowsTexts(): Readonly<Record<string, string | readonly [one: string, more: string]>> {
  const [n, kind] = ["{0}", "{1}"];
  return {
    counted: [vscode.l10n.t("{0} row.", n), vscode.l10n.t("{0} rows.", n)],
    fitting: [vscode.l10n.t("{0} row fit.", n), vscode.l10n.t("{0} rows fit.", n)],
    copied: [vscode.l10n.t("{0} row copied as {1}.", n, kind), vscode.l10n.t("{0} rows copied as {1}.", n, kind)],
    sort: vscode.l10n.t("Sort by {0}", n),
    time: vscode.l10n.t("time"),
    number: vscode.l10n.t("number"),
    text: vscode.l10n.t("text"),
    absent: vscode.l10n.t("no value"),
    noClipboard: vscode.l10n.t("The clipboard takes nothing here."),
  };
}

/**
 * What the page of rows does: sorts, filters, copies, and sends the number of the row that is opened. The rows are one stop for the
 * Tab key; the arrow keys, Home and End move among them, Enter and Space open one.
 */
export const ROWS_SCRIPT = `${ORDER_SCRIPT}
const vscode = acquireVsCodeApi();
const byId = (id) => document.getElementById(id);
const numeric = columns.map((_, c) => numericColumn(table.map((row) => row[c])));
let order = table.map((_, i) => i), sorted = -1, down = false;
const text = (row) => row.map((cell) => cell ?? "").join("\\u0000").toLowerCase();
const shown = () => { const wanted = byId("filter").value.toLowerCase(); return order.filter((i) => wanted === "" || text(table[i]).includes(wanted)); };
const say = (said) => { byId("said").textContent = said; };
function cellOf(cell, c, i) {
  const td = document.createElement("td"), div = document.createElement("div"); td.append(div);
  div.textContent = c === times && cell !== null ? dates[i] : cell ?? "–";
  td.className = cell === null ? "absent" : numeric[c] ? "number" : "";
  if (cell === null) td.setAttribute("aria-label", texts.absent);
  return td;
}
function draw() {
  const lines = shown().map((i, place) => {
    const line = document.createElement("tr"); line.tabIndex = place === 0 ? 0 : -1; line.dataset.row = i;
    line.append(...table[i].map((cell, c) => cellOf(cell, c, i))); return line;
  });
  byId("body").replaceChildren(...lines);
}
const rowOf = (event) => event.target.closest("tr[data-row]");
const open = (line) => vscode.postMessage({ row: Number(line.dataset.row) });
byId("body").addEventListener("click", (event) => { const line = rowOf(event); if (line !== null && getSelection().isCollapsed) open(line); });
byId("body").addEventListener("keydown", (event) => {
  const line = rowOf(event), body = byId("body");
  if (line === null) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(line); return; }
  const to = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling, Home: body.firstElementChild, End: body.lastElementChild }[event.key];
  if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (to === null) return;
  line.tabIndex = -1; to.tabIndex = 0; to.focus(); to.scrollIntoView({ block: "nearest" });
});
columns.forEach((name, c) => {
  const th = document.createElement("th"), button = document.createElement("button"), kind = document.createElement("small");
  th.scope = "col"; button.textContent = name; button.title = filled(texts.sort, name); kind.textContent = " " + (c === times ? texts.time : numeric[c] ? texts.number : texts.text); th.append(button, kind);
  button.addEventListener("click", () => {
    down = sorted === c ? !down : false; sorted = c;
    order = ordered(order, table.map((row) => row[c]), down);
    document.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    th.setAttribute("aria-sort", down ? "descending" : "ascending"); draw();
  });
  byId("head").append(th);
});
// A spreadsheet runs a cell that begins so: it gets an apostrophe before it, unless it is a number.
const safe = (cell) => /^[=+\\-@\\t\\r]/.test(cell) && !/^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$/.test(cell) ? "'" + cell : cell;
const quoted = (cell) => /[",\\r\\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell;
const csv = (cell) => cell === null ? "" : quoted(safe(cell));
const copy = (kind, copied) => navigator.clipboard.writeText(copied).then(() => say(counted(texts.copied, shown().length, kind)), () => say(texts.noClipboard));
byId("filter").addEventListener("input", () => { draw(); say(counted(byId("filter").value === "" ? texts.counted : texts.fitting, shown().length)); });
byId("csv").addEventListener("click", () => copy("CSV", [columns, ...shown().map((i) => table[i])].map((row) => row.map(csv).join(",")).join("\\r\\n")));
byId("json").addEventListener("click", () => copy("JSON", shown().map((i) => JSON.stringify(Object.fromEntries(columns.flatMap((name, c) => table[i][c] === null ? [] : [[name, table[i][c]]])))).join("\\n")));
draw();`;
