import * as vscode from "vscode";
import type {
  FindSequencesResult,
  ProtocolCall,
  ProtocolOtherCall,
  ProtocolPair,
  ProtocolProcess,
  ProtocolStep,
} from "../../../server/src/protocol/requests.ts";
import { escapeHtml } from "./escape-html.ts";
import { pageLanguage } from "./page-language.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { clock, fileName, sequencePicture, signed } from "./sequence-picture.ts";
import { SEQUENCE_SCRIPT, SEQUENCE_STYLE } from "./sequence-style.ts";

/** A page and the events that its links lead to, by the numbers that it sends. */
export interface SequencePage {
  readonly html: string;
  readonly places: readonly ProtocolStep[];
}

/** A word for a tie, and what it means. */
const confidenceWords = (): Readonly<Record<ProtocolPair["confidence"], readonly [word: string, meaning: string]>> => ({
  exact: [vscode.l10n.t("exact"), vscode.l10n.t("A logon session or the process id in the answer ties the two.")],
  bracketed: [vscode.l10n.t("bracketed"), vscode.l10n.t("The process starts between request and answer.")],
  window: [
    vscode.l10n.t("window"),
    vscode.l10n.t("The process starts soon after the call, and no other call or process fits."),
  ],
  ambiguous: [
    vscode.l10n.t("ambiguous"),
    vscode.l10n.t("Another call or another process fits as well, and nothing settles it."),
  ],
});

/** Pairs of calls and processes with their pictures, then what has no partner. The only script in it is the one written here. */
export function sequencePage(result: FindSequencesResult): SequencePage {
  const page = new Links();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const { pairs, unpaired, silent, total } = result;
  const body = [
    form(result),
    list("problems", result.problems.map(escapeHtml)),
    ...pairs.map((pair) => pairCard(pair, result.skew, page)),
    section(vscode.l10n.t("Processes without a call"), unpaired.length, total.unpaired, () =>
      unpaired.map(({ process, others }) => processCard(process, others, page)).join(""),
    ),
    section(vscode.l10n.t("Calls without a process"), silent.length, total.silent, () =>
      list(
        "silent",
        silent.map((call) => callLine(call, page)),
      ),
    ),
  ];
  const html = `<!DOCTYPE html><html lang="${pageLanguage()}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>${SEQUENCE_STYLE}${PAGE_STYLE}</style></head><body><main>${body.join("\n")}</main><script nonce="${nonce}">${SEQUENCE_SCRIPT}</script></body></html>`;
  return { html, places: page.places };
}

/** Collects the events that a page links to. */
class Links {
  readonly places: ProtocolStep[] = [];

  to(at: ProtocolStep, text?: string): string {
    const number = this.places.push(at) - 1;
    const name = decodeURIComponent(at.uri.split("/").at(-1) ?? "");
    const line = at.line + 1;
    const said = text ?? `${name}:${line}`;
    const title = at.capture
      ? vscode.l10n.t("Bytes of event {0} of {1}", line, name)
      : vscode.l10n.t("Line {0} of {1}", line, name);
    return `<button class="link" data-place="${number}" title="${escapeHtml(title)}">${escapeHtml(said)}</button>`;
  }
}

/** How many sequences there are in how many events. When not all are shown, there are several. */
function countOf({ total, pairs, events }: FindSequencesResult): string {
  const [found, read, shown] = [total.pairs, events, pairs.length].map((n) => n.toLocaleString("en")) as [
    string,
    string,
    string,
  ];
  if (pairs.length < total.pairs)
    return vscode.l10n.t("{0} sequences in {1} events; the first {2} are shown.", found, read, shown);
  if (total.pairs === 1) {
    return events === 1
      ? vscode.l10n.t("{0} sequence in {1} event.", found, read)
      : vscode.l10n.t("{0} sequence in {1} events.", found, read);
  }
  return events === 1
    ? vscode.l10n.t("{0} sequences in {1} event.", found, read)
    : vscode.l10n.t("{0} sequences in {1} events.", found, read);
}

function form(result: FindSequencesResult): string {
  const said = result.status === "done" ? escapeHtml(countOf(result)) : "";
  const field = (name: "within" | "skew", text: string, title: string): string => {
    const input = `<input type="number" name="${name}" value="${result[name]}" min="0" step="any">`;
    return `<label title="${escapeHtml(title)}">${vscode.l10n.t("{0} {1} s", escapeHtml(text), input)}</label>`;
  };
  return `<form id="form"><span role="status">${said}</span>
${field("within", vscode.l10n.t("within"), vscode.l10n.t("Seconds after a call in which a process may start"))}
${field("skew", vscode.l10n.t("skew"), vscode.l10n.t("Seconds by which the clocks of captures and hosts may differ"))}
<button>${escapeHtml(vscode.l10n.t("Find again"))}</button></form>`;
}

function pairCard(pair: ProtocolPair, skew: number, page: Links): string {
  const { confidence, call, process, evidence, others } = pair;
  const [word, meaning] = confidenceWords()[confidence];
  const client = call.client.replace(/:\d+$/, "");
  const title = vscode.l10n.t("{0} on {1}, started by {2}", fileName(process.image), process.host, client);
  const proof = evidence.map(
    ({ message, field, at }) => `${escapeHtml(message)} <small>${escapeHtml(field)}</small> ${page.to(at)}`,
  );
  return `<article><h2><span class="confidence ${confidence}">${escapeHtml(word)}</span> ${escapeHtml(title)}</h2>
<p class="meaning">${escapeHtml(meaning)}</p>
${sequencePicture(pair, skew)}
<ul class="steps"><li>${callLine(call, page)}</li><li>${processLine(process, page, pair.gap)}</li></ul>
<h3>${escapeHtml(vscode.l10n.t("Evidence"))}</h3>${list("evidence", proof)}${othersOf(others, page)}</article>`;
}

function processCard(process: ProtocolProcess, others: readonly ProtocolOtherCall[], page: Links): string {
  const line = vscode.l10n.t("{0} on {1}", processLine(process, page), escapeHtml(process.host));
  return `<article><p>${line}</p>${othersOf(others, page)}</article>`;
}

/** Other calls: those that fit are what makes a pair ambiguous. */
function othersOf(others: readonly ProtocolOtherCall[], page: Links): string {
  if (others.length === 0) return "";
  const line = ({ call, reason, fits }: ProtocolOtherCall): string =>
    `${callLine(call, page)}: ${fits ? `<b>${escapeHtml(reason)}</b>` : escapeHtml(reason)}`;
  return `<h3>${escapeHtml(vscode.l10n.t("Other calls"))}</h3>${list("others", others.map(line))}`;
}

function callLine(call: ProtocolCall, page: Links): string {
  const way = `${call.client} → ${call.server}`;
  return `<code>${clock(call.time)}</code> ${escapeHtml(`${call.operation} ${way}`)} ${page.to(call.at)}`;
}

function processLine({ time, pid, commandLine, image, at }: ProtocolProcess, page: Links, gap?: number): string {
  const named = pid === undefined ? "" : `[${pid}] `;
  const after = gap === undefined ? "" : `<span class="gap">${signed(gap)}</span> `;
  return `<code>${clock(time)}</code> ${after}${named}<code class="command">${escapeHtml(commandLine ?? image)}</code> ${page.to(at)}`;
}

function section(title: string, shown: number, total: number, body: () => string): string {
  if (total === 0) return "";
  const said =
    shown < total ? vscode.l10n.t("{0}, the first {1} of {2}", title, shown, total.toLocaleString("en")) : title;
  return `<h2 class="rest">${escapeHtml(said)}</h2>${body()}`;
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul class="${name}">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
