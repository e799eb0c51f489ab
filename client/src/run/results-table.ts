import * as vscode from "vscode";
import type { RunResult } from "../../../server/src/protocol/requests.ts";
import { rawLast, shownCell } from "./cell-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { RESULTS_SCRIPT } from "./results-script.ts";
import { rowsTexts } from "./rows-script.ts";

/** The rows of a run as a table; more than one can be sorted and filtered by {@link tableScript}. */
export function resultsTable(result: RunResult): string {
  if (result.table.length === 0) return "";
  const columns = rawLast(result.columns, result.columns);
  const sorted = isSorted(result);
  const head = columns.map((name) => heading(name, sorted)).join("");
  const rows = result.table
    .map(
      (row) =>
        `<tr>${rawLast(result.columns, row)
          .map((value, at) => cell(columns[at] ?? "", value))
          .join("")}</tr>`,
    )
    .join("");
  const more =
    result.rows > result.table.length
      ? `<p>${escapeHtml(vscode.l10n.t("The first {0} of {1} rows.", result.table.length.toLocaleString("en"), result.rows.toLocaleString("en")))}</p>`
      : "";
  const title = escapeHtml(vscode.l10n.t("Rows"));
  const table = `<table aria-label="${title}"><thead><tr id="head">${head}</tr></thead><tbody id="body">${rows}</tbody></table>`;
  return `<h2>${title}</h2>${sorted ? filterBox(title) : ""}${more}${table}`;
}

/** The script behind the table of a run, for a page that lets it run by `nonce`; empty where nothing is to be sorted. */
export function tableScript(result: RunResult | undefined, nonce: string): string {
  if (result === undefined || !isSorted(result)) return "";
  // "<" is written as an escape, so that no text can end the script.
  const texts = JSON.stringify(rowsTexts()).replace(/</g, "\\u003c");
  return `<script nonce="${nonce}">const texts = ${texts};${RESULTS_SCRIPT}</script>`;
}

const isSorted = ({ table }: RunResult): boolean => table.length > 1;

function filterBox(title: string): string {
  const filter = escapeHtml(vscode.l10n.t("Filter rows"));
  return `<p role="toolbar" aria-label="${title}"><input id="filter" type="search" placeholder="${filter}" aria-label="${filter}" aria-controls="body"> <span id="said" role="status"></span></p>`;
}

function heading(name: string, sorted: boolean): string {
  const shown = escapeHtml(name);
  if (!sorted) return `<th scope="col">${shown}</th>`;
  const sort = vscode.l10n.t("Sort by {0}", name);
  return `<th scope="col"><button title="${escapeHtml(sort)}">${shown}</button></th>`;
}

function cell(column: string, value: string | null): string {
  if (value === null) return `<td class="null" aria-label="${escapeHtml(vscode.l10n.t("no value"))}">–</td>`;
  const shown = shownCell(column, value);
  // A date is sorted by the number that it is.
  return `<td${shown === value ? "" : ` data-value="${escapeHtml(value)}"`}>${escapeHtml(shown)}</td>`;
}
