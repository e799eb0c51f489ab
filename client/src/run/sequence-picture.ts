import * as vscode from "vscode";
import type { ProtocolPair } from "../../../server/src/protocol/requests.ts";
import { escapeHtml } from "./escape-html.ts";

const WIDTH = 720;
/** Where time begins and ends in the picture; names of lanes stand before it. */
const LEFT = 64;
const RIGHT = WIDTH - 24;
const WIRE = 30;
const HOST = 66;
const HEIGHT = 88;

/**
 * A pair on a line of time: the call from request to answer, the process below it, other calls that fit as rings, and the
 * skew as a band around the process. Shapes differ, not only colours; the label says the same in words.
 */
export function sequencePicture(pair: ProtocolPair, skew: number): string {
  const { call, process, gap } = pair;
  const rivals = pair.others.filter(({ fits }) => fits);
  const times = [call.time, call.answered ?? call.time, process.time - skew, process.time + skew];
  const x = scale([...times, ...rivals.map((rival) => rival.call.time)]);
  const answer =
    call.answered === undefined ? "" : answerBar(x(call.time), x(call.answered), call.answered - call.time);
  const others = rivals.map(
    ({ call: rival, reason }) =>
      `<circle class="rival" cx="${x(rival.time)}" cy="${WIRE}" r="5"><title>${escapeHtml(`${clock(rival.time)} ${rival.client}: ${reason}`)}</title></circle>`,
  );
  const band = skew > 0 ? bandOf(x(process.time - skew), x(process.time + skew), skew) : "";
  const at = x(process.time);
  const started = `<path class="process" d="M${at} ${HOST - 8}l8 8l-8 8l-8-8z"><title>${escapeHtml(`${clock(process.time)} ${process.image}`)}</title></path>`;
  const line = `<line class="link" x1="${x(call.time)}" y1="${WIRE}" x2="${at}" y2="${HOST}"/>`;
  return `<svg role="img" aria-label="${escapeHtml(inWords(pair, skew))}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
${lane(vscode.l10n.t("wire"), WIRE)}${lane(vscode.l10n.t("host"), HOST)}${band}${line}${answer}
<path class="call" d="M${x(call.time)} ${WIRE - 8}l7 8l-7 8z"><title>${escapeHtml(`${clock(call.time)} ${call.operation}`)}</title></path>
${others.join("")}${started}
${label(x(call.time), WIRE - 13, `${clock(call.time)} ${shortName(call.operation)}`)}
${label(at, HOST + 21, `${fileName(process.image)}, ${signed(gap)}`)}</svg>`;
}

/** A place on the line for a time, within the picture. */
function scale(times: readonly number[]): (time: number) => number {
  const from = Math.min(...times);
  const length = Math.max(...times) - from;
  return (time) => Math.round((LEFT + (length === 0 ? 0.5 : (time - from) / length) * (RIGHT - LEFT)) * 10) / 10;
}

const lane = (name: string, y: number): string =>
  `<text class="lane" x="0" y="${y + 4}">${escapeHtml(name)}</text><line class="rail" x1="${LEFT - 10}" y1="${y}" x2="${WIDTH}" y2="${y}"/>`;

function answerBar(from: number, to: number, took: number): string {
  return `<rect class="answer" x="${from}" y="${WIRE - 3}" width="${Math.max(1, to - from)}" height="6"><title>${escapeHtml(vscode.l10n.t("answered after {0}", milliseconds(took)))}</title></rect>`;
}

function bandOf(from: number, to: number, skew: number): string {
  return `<rect class="skew" x="${from}" y="${HOST - 8}" width="${to - from}" height="16"><title>${escapeHtml(vscode.l10n.t("within the skew of {0} s", skew))}</title></rect>`;
}

/** A text at a place, to the side that has room. */
function label(x: number, y: number, text: string): string {
  const [anchor, at] = x > WIDTH / 2 ? ["end", Math.min(WIDTH, x + 8)] : ["start", x - 8];
  return `<text x="${at}" y="${y}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
}

function inWords({ call, process, gap, others }: ProtocolPair, skew: number): string {
  const said = [
    vscode.l10n.t(
      "At {0} {1} calls {2} on {3}; {4} starts {5} from it.",
      clock(call.time),
      call.client,
      call.operation,
      call.server,
      fileName(process.image),
      signed(gap),
    ),
  ];
  if (call.answered !== undefined)
    said.push(vscode.l10n.t("It was answered after {0}.", milliseconds(call.answered - call.time)));
  const rivals = others.filter(({ fits }) => fits).length;
  if (rivals === 1) said.push(vscode.l10n.t("{0} other call fits too.", rivals));
  else if (rivals > 1) said.push(vscode.l10n.t("{0} other calls fit too.", rivals));
  if (skew > 0) said.push(vscode.l10n.t("The clocks may differ by {0} s.", skew));
  return said.join(" ");
}

/** Seconds from 1970 to the last date that there is, on either side. */
const LAST_DATE = 8.64e12;

/** A time of day in UTC, to the microsecond. */
export function clock(time: number): string {
  if (!(Math.abs(time) < LAST_DATE)) return `${time} s`;
  const micros = Math.round(time * 1e6);
  const text = new Date(Math.floor(micros / 1000)).toISOString().slice(11, 23);
  return `${text}${String(((micros % 1000) + 1000) % 1000).padStart(3, "0")}`;
}

/** The name of a program without its Windows path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1);
}

const shortName = (operation: string): string => operation.slice(operation.lastIndexOf(":") + 1);

/** Seconds as `+61.03 ms` or `−1.2 s`. */
export function signed(seconds: number): string {
  return `${seconds < 0 ? "−" : "+"}${milliseconds(Math.abs(seconds))}`;
}

function milliseconds(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1e5) / 100} ms` : `${Math.round(seconds * 1e3) / 1e3} s`;
}
