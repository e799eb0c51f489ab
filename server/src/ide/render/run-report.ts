import { escapeHtml } from "#base/html.ts";
import { type MarkedSpan, markedText } from "./marked-text.ts";
import type { ResultTable } from "./result-table.ts";
import { histogramSvg, type TimeHistogram, utc } from "./time-histogram.ts";

/** What a run gave, for a page. */
export interface RunReport {
  readonly name: string;
  readonly query: string;
  readonly status: "done" | "refused" | "failed";
  readonly events: number;
  readonly rows: number;
  /** The first rows. */
  readonly table: ResultTable;
  /** Offsets in the query. */
  readonly clauses: readonly {
    readonly start: number;
    readonly end: number;
    readonly hits: number;
    readonly reached: number;
  }[];
  readonly stages: readonly {
    readonly start: number;
    readonly end: number;
    readonly rowsIn: number;
    readonly rowsOut: number;
  }[];
  readonly problems: readonly {
    readonly severity: "error" | "warning" | "info";
    readonly message: string;
    readonly place: string;
  }[];
  readonly histogram: TimeHistogram | undefined;
  readonly logs: readonly ReportLog[];
}

/** The highlighted events of a log. */
export interface ReportLog {
  readonly name: string;
  /** Events behind the result rows; fewer may be shown. */
  readonly matchedEvents: number;
  readonly events: readonly ReportEvent[];
}

export interface ReportEvent {
  /** Zero-based line on which it begins. */
  readonly line: number;
  readonly role: "matched" | "contributed";
  readonly text: string;
  /** What made clauses true: places in `text`, with the clause's index. */
  readonly marks: readonly { readonly start: number; readonly end: number; readonly clause: number }[];
  /** UTF-16 units of the event that were left out at the end of `text`. */
  readonly left: number;
}

const SHOWN_ROWS = 200;
/** How many clauses get a look of their own, in the search and in the events, before looks repeat. */
const LOOKS = 8;

/** A page of its own about runs, without scripts and without anything that a browser would load. */
export function reportPage(reports: readonly RunReport[]): string {
  const title = reports.length === 1 ? (reports[0]?.name ?? "") : `${reports.length} analytics`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)} – Rulehound</title><style>${STYLE}</style></head>
<body><main>${reports.map((report) => `<article>${section(report)}</article>`).join("\n")}</main></body></html>
`;
}

function section(report: RunReport): string {
  const said =
    report.status === "done"
      ? `${counted(report.rows, "row")} from ${counted(report.events, "event")}`
      : "Not run to its end; see the problems.";
  return [
    `<h1>${escapeHtml(report.name)}</h1><p>${said}</p>`,
    problems(report),
    `<h2>Search</h2><pre class="query">${query(report)}</pre>`,
    stages(report),
    histogram(report),
    rows(report),
    ...report.logs.map((log) => events(log, report)),
  ].join("\n");
}

function problems({ problems }: RunReport): string {
  if (problems.length === 0) return "";
  const item = ({ severity, message, place }: RunReport["problems"][number]): string =>
    `<li class="${severity}">${severity}: ${escapeHtml(message)}${place === "" ? "" : ` <small>${escapeHtml(place)}</small>`}</li>`;
  return `<h2>Problems</h2><ul>${problems.map(item).join("")}</ul>`;
}

/** The search with how often each clause held. */
function query({ query, clauses, status }: RunReport): string {
  if (status === "refused") return escapeHtml(query);
  const spans: MarkedSpan[] = clauses.map(({ start, end, hits, reached }, number) => ({
    start,
    end,
    class: hits > 0 ? `held c${number % LOOKS}` : reached > 0 ? "never" : "unreached",
    title: reached === 0 ? "No row came to its stage" : `Held in ${hits} of ${counted(reached, "row")}`,
    after: reached === 0 ? "–" : hits.toLocaleString("en"),
  }));
  return markedText(query, spans);
}

function stages({ query, stages }: RunReport): string {
  if (stages.length === 0) return "";
  const row = ({ start, end, rowsIn, rowsOut }: RunReport["stages"][number]): string =>
    `<tr><td><code>${escapeHtml(query.slice(start, end).trim())}</code></td><td class="n">${rowsIn.toLocaleString("en")}</td><td class="n">${rowsOut.toLocaleString("en")}</td></tr>`;
  return `<h2>Stages</h2><table><tr><th scope="col">stage</th><th scope="col">rows in</th><th scope="col">rows out</th></tr>${stages.map(row).join("")}</table>`;
}

function histogram({ histogram, logs }: RunReport): string {
  if (histogram === undefined) return "";
  const timed = histogram.counts.reduce((sum, count) => sum + count, 0);
  const all = logs.reduce((sum, { matchedEvents }) => sum + matchedEvents, 0);
  const note = timed < all ? ` <small>${timed.toLocaleString("en")} of ${counted(all, "event")}</small>` : "";
  return `<h2>Matched events over time${note}</h2>${histogramSvg(histogram)}`;
}

function rows({ table, rows: total }: RunReport): string {
  const shown = table.rows.slice(0, SHOWN_ROWS);
  if (shown.length === 0) return "";
  const cell = (value: string | readonly string[] | null, at: number): string => {
    if (value === null) return '<td class="null">–</td>';
    if (table.columns[at] === "_time" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))
      return `<td class="time" title="${value}">${utc(Number(value))}</td>`;
    return `<td>${escapeHtml(typeof value === "string" ? value : value.join("\n"))}</td>`;
  };
  const head = table.columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const body = shown.map((row) => `<tr>${table.columns.map((_, i) => cell(row[i] ?? null, i)).join("")}</tr>`).join("");
  const note = shown.length < total ? ` <small>the first ${shown.length} of ${total.toLocaleString("en")}</small>` : "";
  return `<h2>Rows${note}</h2><div class="wide"><table><tr>${head}</tr>${body}</table></div>`;
}

function events({ name, events, matchedEvents }: ReportLog, { query, clauses }: RunReport): string {
  if (events.length === 0) return "";
  const event = ({ line, role, text, marks, left }: ReportEvent): string => {
    const spans = marks.map(({ start, end, clause }) => {
      const at = clauses[clause];
      return {
        start,
        end,
        class: `clause c${clause % LOOKS}`,
        title: at === undefined ? "" : query.slice(at.start, at.end),
      };
    });
    const more = left > 0 ? `<small>… and ${left.toLocaleString("en")} more characters</small>` : "";
    return `<div class="${role}"><small>line ${line + 1}${role === "contributed" ? ", went into a row" : ""}</small><pre>${markedText(text, spans)}${more}</pre></div>`;
  };
  const note =
    events.length < matchedEvents
      ? `the first ${events.length} of ${counted(matchedEvents, "event")}`
      : counted(matchedEvents, "event");
  return `<h2>${escapeHtml(name)} <small>${note}</small></h2>${events.map(event).join("\n")}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

const STYLE = `
:root { color-scheme: light dark; } body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1.5em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; } small { opacity: .7; font-weight: normal; }
pre, code, table { font: 13px/1.5 ui-monospace, Consolas, monospace; } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .8em; }
.query { padding: .8em; border: 1px solid #8886; border-radius: 4px; } .wide { overflow-x: auto; } .wide th, .time { white-space: nowrap; } .wide td { min-width: 12ch; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: 2px 12px 2px 0; border-bottom: 1px solid #8884; white-space: pre-wrap; overflow-wrap: anywhere; }
.n { text-align: right; } .null { opacity: .5; } .error { color: #cf222e; } .warning { color: #9a6700; }
mark { color: inherit; border-radius: 2px; background: #ffd8a8; } mark sub { opacity: .75; padding-left: 2px; } .never { background: #cf222e33; text-decoration: underline wavy #cf222e; } .unreached { background: #8883; }
.c0 { background: #e3b34155; border-bottom: 2px solid #e3b341; } .c1 { background: #58a6ff55; border-bottom: 2px dashed #58a6ff; } .c2 { background: #bc8cff55; border-bottom: 2px dotted #bc8cff; } .c3 { background: #f778ba55; border-bottom: 3px double #f778ba; }
.c4 { background: #39c5cf55; border: 2px solid #39c5cf; } .c5 { background: #ff9b5e55; border: 2px dashed #ff9b5e; } .c6 { background: #8fbf3f55; border: 2px dotted #8fbf3f; } .c7 { background: #8b949e55; border: 3px double #8b949e; }
@media (forced-colors: active) { mark { background: Canvas; color: CanvasText; } }
.matched { border-left: 3px solid #3fb950; padding-left: .8em; } .contributed { border-left: 3px dotted #58a6ff; padding-left: .8em; }
.histogram { width: 100%; max-width: 60em; } .histogram rect { fill: #58a6ff; } .histogram text { font: 11px system-ui, sans-serif; fill: currentColor; }`;
