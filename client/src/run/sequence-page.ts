import type {
  FindSequencesResult,
  ProtocolCall,
  ProtocolOtherCall,
  ProtocolPair,
  ProtocolProcess,
  ProtocolStep,
} from "../../../server/src/protocol/requests.ts";
import { escapeHtml } from "./escape-html.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { clock, fileName, sequencePicture, signed } from "./sequence-picture.ts";
import { SEQUENCE_SCRIPT, SEQUENCE_STYLE } from "./sequence-style.ts";

/** A page and the events that its links lead to, by the numbers that it sends. */
export interface SequencePage {
  readonly html: string;
  readonly places: readonly ProtocolStep[];
}

/** What each word for a tie means. */
const MEANING: Readonly<Record<ProtocolPair["confidence"], string>> = {
  exact: "A logon session or the process id in the answer ties the two.",
  bracketed: "The process starts between request and answer.",
  window: "The process starts soon after the call, and no other call or process fits.",
  ambiguous: "Another call or another process fits as well, and nothing settles it.",
};

/** Pairs of calls and processes with their pictures, then what has no partner. The only script in it is the one written here. */
export function sequencePage(result: FindSequencesResult): SequencePage {
  const page = new Links();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const { pairs, unpaired, silent, total } = result;
  const body = [
    form(result),
    list("problems", result.problems.map(escapeHtml)),
    ...pairs.map((pair) => pairCard(pair, result.skew, page)),
    section("Processes without a call", unpaired.length, total.unpaired, () =>
      unpaired.map(({ process, others }) => processCard(process, others, page)).join(""),
    ),
    section("Calls without a process", silent.length, total.silent, () =>
      list(
        "silent",
        silent.map((call) => callLine(call, page)),
      ),
    ),
  ];
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
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
    const said = text ?? `${name}:${at.line + 1}`;
    const title = at.capture ? `Bytes of event ${at.line + 1} of ${name}` : `Line ${at.line + 1} of ${name}`;
    return `<button class="link" data-place="${number}" title="${escapeHtml(title)}">${escapeHtml(said)}</button>`;
  }
}

const counted = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

function form({ total, pairs, events, within, skew, status }: FindSequencesResult): string {
  const shown = pairs.length < total.pairs ? `; the first ${pairs.length} are shown` : "";
  const said = status === "done" ? `${counted(total.pairs, "sequence")} in ${counted(events, "event")}${shown}.` : "";
  const field = (name: string, value: number, title: string): string =>
    `<label title="${title}">${name} <input type="number" name="${name}" value="${value}" min="0" step="any"> s</label>`;
  return `<form id="form"><span role="status">${said}</span>
${field("within", within, "Seconds after a call in which a process may start")}
${field("skew", skew, "Seconds by which the clocks of captures and hosts may differ")}
<button>Find again</button></form>`;
}

function pairCard(pair: ProtocolPair, skew: number, page: Links): string {
  const { confidence, call, process, evidence, others } = pair;
  const title = `${fileName(process.image)} on ${process.host}, started by ${call.client.replace(/:\d+$/, "")}`;
  const proof = evidence.map(
    ({ message, field, at }) => `${escapeHtml(message)} <small>${escapeHtml(field)}</small> ${page.to(at)}`,
  );
  return `<article><h2><span class="confidence ${confidence}">${confidence}</span> ${escapeHtml(title)}</h2>
<p class="meaning">${MEANING[confidence]}</p>
${sequencePicture(pair, skew)}
<ul class="steps"><li>${callLine(call, page)}</li><li>${processLine(process, page, pair.gap)}</li></ul>
<h3>Evidence</h3>${list("evidence", proof)}${othersOf(others, page)}</article>`;
}

function processCard(process: ProtocolProcess, others: readonly ProtocolOtherCall[], page: Links): string {
  return `<article><p>${processLine(process, page)} on ${escapeHtml(process.host)}</p>${othersOf(others, page)}</article>`;
}

/** Other calls: those that fit are what makes a pair ambiguous. */
function othersOf(others: readonly ProtocolOtherCall[], page: Links): string {
  if (others.length === 0) return "";
  const line = ({ call, reason, fits }: ProtocolOtherCall): string =>
    `${callLine(call, page)}: ${fits ? `<b>${escapeHtml(reason)}</b>` : escapeHtml(reason)}`;
  return `<h3>Other calls</h3>${list("others", others.map(line))}`;
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
  const more = shown < total ? `, the first ${shown} of ${total.toLocaleString("en")}` : "";
  return `<h2 class="rest">${title}${more}</h2>${body()}`;
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul class="${name}">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
