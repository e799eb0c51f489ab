import type { StageRowsParams, StageRowsResult } from "../../../server/src/protocol/requests.ts";
import { escapeHtml } from "./escape-html.ts";

/** A page with a table of rows that can be sorted, filtered and copied. The only script in it is the one written here. */
export function rowsPage(result: StageRowsResult, side: StageRowsParams["side"]): string {
  const { columns, table, total, stage, message } = result;
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const said = `${total.toLocaleString("en")} ${total === 1 ? "row" : "rows"} ${side === "out" ? "behind" : "dropped by"}`;
  const shown = table.length < total ? ` The first ${table.length.toLocaleString("en")} are shown.` : "";
  // "<" is written as an escape, so that no text of a log can end the script.
  const data = JSON.stringify({ columns, table }).replace(/</g, "\\u003c");
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>${STYLE}</style></head><body>
<p>${said} <code>${escapeHtml(stage)}</code>.${shown} ${escapeHtml(message)}</p>
<p><input id="filter" type="search" placeholder="Filter rows" aria-label="Filter rows">
<button id="csv">Copy as CSV</button> <button id="json">Copy as JSON</button></p>
<div class="scroll"><table><thead><tr id="head"></tr></thead><tbody id="body"></tbody></table></div>
<script nonce="${nonce}">const { columns, table } = ${data};${SCRIPT}</script></body></html>`;
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
input, button { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-panel-border)); padding: 2px 8px; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); cursor: pointer; }
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
th, td { text-align: left; vertical-align: top; padding: 2px 12px 2px 0; border-bottom: 1px solid var(--vscode-panel-border); white-space: pre-wrap; max-width: 40em; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--vscode-editor-background); white-space: nowrap; }
th button { all: unset; cursor: pointer; } th button:focus-visible, tr:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
th small { font-weight: normal; opacity: .7; } td.number { text-align: right; } td.absent { opacity: .5; }
tbody tr { cursor: pointer; } tbody tr:hover { background: var(--vscode-list-hoverBackground); }`;

const SCRIPT = `
const vscode = acquireVsCodeApi();
const numeric = columns.map((_, c) => table.some((row) => row[c] !== null) && table.every((row) => row[c] === null || (row[c].trim() !== "" && Number.isFinite(Number(row[c])))));
let order = table.map((_, i) => i), sorted = -1, down = false;
const text = (row) => row.map((cell) => cell ?? "").join("\\u0000").toLowerCase();
const shown = () => { const wanted = document.getElementById("filter").value.toLowerCase(); return order.filter((i) => wanted === "" || text(table[i]).includes(wanted)); };
function draw() {
  const body = document.getElementById("body"); body.replaceChildren();
  for (const i of shown()) {
    const line = document.createElement("tr"); line.tabIndex = 0;
    const open = () => vscode.postMessage({ row: i });
    line.addEventListener("click", open);
    line.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
    table[i].forEach((cell, c) => { const td = document.createElement("td"); td.textContent = cell ?? "–"; td.className = cell === null ? "absent" : numeric[c] ? "number" : ""; line.append(td); });
    body.append(line);
  }
}
columns.forEach((name, c) => {
  const th = document.createElement("th"), button = document.createElement("button"), kind = document.createElement("small");
  button.textContent = name; kind.textContent = numeric[c] ? " number" : " text"; th.append(button, kind);
  button.addEventListener("click", () => {
    down = sorted === c ? !down : false; sorted = c;
    const value = (i) => numeric[c] && table[i][c] !== null ? Number(table[i][c]) : table[i][c];
    order.sort((a, b) => { const x = value(a), y = value(b); if (x === null || y === null) return (x === null) - (y === null); return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1); });
    document.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    th.setAttribute("aria-sort", down ? "descending" : "ascending"); draw();
  });
  document.getElementById("head").append(th);
});
// A spreadsheet runs a cell that begins so: it gets an apostrophe before it, unless it is a number.
const safe = (cell) => /^[=+\\-@\\t\\r]/.test(cell) && !/^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$/.test(cell) ? "'" + cell : cell;
const quoted = (cell) => /[",\\r\\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell;
const csv = (cell) => cell === null ? "" : quoted(safe(cell));
document.getElementById("filter").addEventListener("input", draw);
document.getElementById("csv").addEventListener("click", () => navigator.clipboard.writeText([columns, ...shown().map((i) => table[i])].map((row) => row.map(csv).join(",")).join("\\r\\n")));
document.getElementById("json").addEventListener("click", () => navigator.clipboard.writeText(shown().map((i) => JSON.stringify(Object.fromEntries(columns.flatMap((name, c) => table[i][c] === null ? [] : [[name, table[i][c]]])))).join("\\n")));
draw();`;
