import * as vscode from "vscode";
import type { StageRowsParams, StageRowsResult } from "../../../server/src/protocol/requests.ts";
import { rawLast, shownCell } from "./cell-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { pageLanguage } from "./page-language.ts";
import { pageNonce } from "./page-nonce.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { ROWS_SCRIPT, rowsTexts } from "./rows-script.ts";

/** A page with a table of rows that can be sorted, filtered and copied. The only script in it is the one written here. */
export function rowsPage(result: StageRowsResult, side: StageRowsParams["side"]): string {
  const { total, stage, message } = result;
  const columns = rawLast(result.columns, result.columns);
  const table = result.table.map((row) => rawLast(result.columns, row));
  const times = columns.indexOf("_time");
  const dates = times < 0 ? [] : table.map((row) => shownCell("_time", row[times] ?? ""));
  const nonce = pageNonce();
  const code = `<code>${escapeHtml(stage)}</code>`;
  const shown =
    table.length < total ? [vscode.l10n.t("The first {0} are shown.", table.length.toLocaleString("en"))] : [];
  const said = [headline(total, side, code), ...shown, escapeHtml(message)].join(" ");
  const name = escapeHtml(
    side === "out" ? vscode.l10n.t("Rows behind {0}", stage) : vscode.l10n.t("Rows dropped by {0}", stage),
  );
  const filter = escapeHtml(vscode.l10n.t("Filter rows"));
  // "<" is written as an escape, so that no text of a log can end the script.
  const data = JSON.stringify({ columns, table, times, dates, texts: rowsTexts() }).replace(/</g, "\\u003c");
  return `<!DOCTYPE html><html lang="${pageLanguage()}"><head><meta charset="utf-8"><title>${name}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>${STYLE}${PAGE_STYLE}</style></head><body><main>
<p>${said}</p>
<p role="toolbar" aria-label="${escapeHtml(vscode.l10n.t("Rows"))}"><input id="filter" type="search" placeholder="${filter}" aria-label="${filter}" aria-controls="body">
<button id="csv">${escapeHtml(vscode.l10n.t("Copy as CSV"))}</button> <button id="json">${escapeHtml(vscode.l10n.t("Copy as JSON"))}</button> <span id="said" role="status"></span></p>
<p id="keys" class="unseen">${escapeHtml(vscode.l10n.t("Arrow keys move among the rows; Enter opens the event behind one."))}</p>
<table aria-label="${name}" aria-describedby="keys"><thead><tr id="head"></tr></thead><tbody id="body"></tbody></table>
</main><script nonce="${nonce}">const { columns, table, times, dates, texts } = ${data};${ROWS_SCRIPT}</script></body></html>`;
}

function headline(total: number, side: StageRowsParams["side"], stage: string): string {
  const rows = total.toLocaleString("en");
  if (side === "out") {
    return total === 1
      ? vscode.l10n.t("{0} row behind {1}.", rows, stage)
      : vscode.l10n.t("{0} rows behind {1}.", rows, stage);
  }
  return total === 1
    ? vscode.l10n.t("{0} row dropped by {1}.", rows, stage)
    : vscode.l10n.t("{0} rows dropped by {1}.", rows, stage);
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
input, button { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-panel-border)); padding: 2px 8px; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); cursor: pointer; }
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
th, td { text-align: left; vertical-align: top; padding: 2px 14px 2px 0; border-bottom: 1px solid var(--vscode-panel-border); }
td div { width: max-content; max-width: 56ch; white-space: pre-wrap; overflow-wrap: break-word; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
tbody tr:focus td div { -webkit-line-clamp: none; }
th { position: sticky; top: 0; background: var(--vscode-editor-background); white-space: nowrap; }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
th small { font-weight: normal; opacity: .7; } td.number div { margin-left: auto; } td.absent { opacity: .5; }
tbody tr { cursor: pointer; } tbody tr:hover { background: var(--vscode-list-hoverBackground); }
tbody tr:focus-visible { outline-offset: -1px; background: var(--vscode-list-focusBackground, var(--vscode-list-hoverBackground)); }`;
