#!/usr/bin/env node
// `npm run bench [-- --events N] [--only PART]`: how fast editing, running and the language server are. Times differ between machines; what counts are the ratios
// within one run: searches relative to JSON.parse alone on the same bytes. `--node --cpu-prof` gives flags to the server's Node.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureActivation } from "./bench/activation.mjs";
import { measureCaptures } from "./bench/capture-work.mjs";
import { makeLog, makeRule } from "./bench/events.mjs";
import { measureHovers } from "./bench/hovers.mjs";
import { measureReaders } from "./bench/readers.mjs";
import { measureRuns } from "./bench/runs.mjs";
import { measureServer } from "./bench/server.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { load } from "./generate/load.mjs";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "200000" },
    edits: { type: "string", default: "220" },
    mebibytes: { type: "string", default: "100" },
    rules: { type: "string", default: "10000" },
    only: { type: "string", default: "" },
    large: { type: "string" },
    node: { type: "string", multiple: true, default: [] },
  },
});
const EVENTS = Number(values.events);
const EDITS = Number(values.edits);
const MEBIBYTES = Number(values.mebibytes);
const WARM_UP = 20;
const RULES = 2000;

await ensureInstalled();
const product = await load("scripts/bench/measured.ts");
const environment = product.nodeEnvironment({ settings: product.DEFAULT_SETTINGS, folders: [], revision: 0 });

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const ms = (n) => `${n.toFixed(n < 10 ? 2 : 0)} ms`;

function report(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(
    `${name.padEnd(46)} p50 ${ms(quantile(sorted, 0.5)).padStart(9)}   p95 ${ms(quantile(sorted, 0.95)).padStart(9)}`,
  );
}

function editing() {
  const text = makeRule();
  console.log(`\nEditing a rule of ${text.split("\n").length} lines, ${EDITS} keystrokes after ${WARM_UP} to warm up`);
  const place = text.indexOf("count > 3") + "count > 3".length;
  const times = { keystroke: [], completion: [], hover: [] };
  for (let i = 0; i < EDITS + WARM_UP; i++) {
    // Each keystroke gives a text that no cache has seen.
    const edited = `${text.slice(0, place)}${String(i).padStart(4, "1")}${text.slice(place)}`;
    const document = product.createDocument("file:///rule.yml", i, edited);
    const started = performance.now();
    const analysis = product.analyseDocument(document, environment);
    product.diagnostics(analysis, { preset: "all", severity: {} });
    const diagnosed = performance.now();
    product.complete(analysis, edited.indexOf("table first_seen") + 6);
    const completed = performance.now();
    product.hover(analysis, edited.indexOf("4688") + 1);
    if (i < WARM_UP) continue;
    times.keystroke.push(diagnosed - started);
    times.completion.push(completed - diagnosed);
    times.hover.push(performance.now() - completed);
  }
  report("keystroke → diagnostics (all checks)", times.keystroke);
  report("completion of fields", times.completion);
  report("hover on an event id", times.hover);
  const { lines, first, every } = measureHovers(text, { product, environment });
  console.log(`\nHovers in a file of ${lines} lines`);
  report("first hover behind an edit", first);
  report("hover at every word", every);
}

/** Indexes a workspace of rule files and measures how long the other work of the server has to wait meanwhile. */
async function indexing() {
  const folder = await mkdtemp(path.join(tmpdir(), "rulehound-bench-"));
  try {
    const rule = makeRule().split("\n").slice(0, 44).join("\n");
    for (let i = 0; i < RULES; i++)
      await writeFile(path.join(folder, `rule-${i}.yml`), rule.replace("Measured rule", `Rule ${i}`));
    const index = new product.RuleIndex(environment);
    const waits = [];
    let last = performance.now();
    const timer = setInterval(() => {
      waits.push(performance.now() - last);
      last = performance.now();
    }, 1);
    const started = performance.now();
    await product.indexRules([folder], index, new AbortController().signal);
    const took = performance.now() - started;
    clearInterval(timer);
    console.log(`\nIndexing ${RULES} rule files: ${ms(took)}; other work waits at most ${ms(Math.max(...waits))}`);
    const asked = performance.now();
    index.search("rule 19");
    console.log(`finding a rule among ${index.size}: ${ms(performance.now() - asked)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SEARCHES = [
  ["filter, one clause", "EventCode=1"],
  ["filter, pattern", 'CommandLine="*process call create*"'],
  [
    "filter, four clauses",
    'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="*\\\\wmic.exe" CommandLine="*create*"',
  ],
  ["where like", 'EventCode=1 | where like(lower(CommandLine), "%process call create%")'],
  ["where match", 'EventCode=1 | where match(CommandLine, "(?i)call\\s+create")'],
  [
    "eval and table",
    'EventCode=3 DestinationPort=135 | eval to=DestinationIp.":".DestinationPort | table _time host to',
  ],
  ["stats count by", "EventCode=1 | stats count by Image"],
  ["stats dc values by two", "EventCode=1 | stats dc(User) values(ParentImage) by host Image"],
  ["stats over all", "* | stats count min(_time) max(_time) by EventCode"],
  [
    "tstats on Processes",
    "| tstats count from datamodel=Endpoint.Processes where Processes.process_name=wmic.exe by Processes.dest Processes.process_name",
  ],
];

function parseAlone(bytes) {
  const started = performance.now();
  const text = new TextDecoder().decode(bytes);
  let events = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    JSON.parse(text.slice(at, end));
    events++;
    at = end + 1;
  }
  if (events !== EVENTS) throw new Error(`read ${events} events`);
  return performance.now() - started;
}

async function runOnce(compiled, bytes) {
  const started = performance.now();
  const samples = [{ source: product.bytesSource("events.jsonl", bytes), defaults: {} }];
  const run = product.runSearch(compiled, samples, {
    signal: new AbortController().signal,
    settings: product.DEFAULT_SETTINGS,
    now: 1_772_400_000,
    limits: { ...product.DEFAULT_LIMITS, resultRows: 1000 },
    clock: () => performance.now(),
  });
  let rows = 0;
  for await (const event of run) if (event.kind === "summary") rows = event.summary.rows;
  return { time: performance.now() - started, rows };
}

async function running() {
  const bytes = new TextEncoder().encode(makeLog(EVENTS));
  console.log(
    `\nRunning on ${EVENTS.toLocaleString("en")} events, ${(bytes.length / 1e6).toFixed(0)} MB of JSON lines`,
  );
  parseAlone(bytes);
  for (const [name, spl] of SEARCHES) {
    const compiled = product.compileSpl(spl, environment);
    if (!compiled.runnable) throw new Error(`${name}: ${compiled.problems.map(({ message }) => message).join("; ")}`);
    const ratios = [];
    let rows = 0;
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const bare = parseAlone(bytes);
      const run = await runOnce(compiled, bytes);
      ratios.push(run.time / bare);
      rows = run.rows;
      best = Math.min(best, run.time);
    }
    ratios.sort((a, b) => a - b);
    const rate = `${Math.round(EVENTS / best).toLocaleString("en")} k events/s`;
    console.log(
      `${name.padEnd(28)} ${ratios[1].toFixed(2)} × JSON.parse   ${rate.padStart(18)}   ${rows.toLocaleString("en").padStart(8)} rows`,
    );
  }
  console.log(`peak memory of the process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

/** Bytes of a sample looked at once: the floor of any reader. */
function touch(bytes) {
  const started = performance.now();
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum = (sum + bytes[i]) | 0;
  if (sum === 1) console.log(sum);
  return performance.now() - started;
}

const EVTX_NAMES = [
  "SubjectUserName",
  "NewProcessName",
  "CommandLine",
  "ParentProcessName",
  "TargetUserName",
  "LogonId",
  "Status",
];

/** Reads an EVTX file: no field, one field, all fields, the XML. */
async function decoding() {
  const values = (n) =>
    EVTX_NAMES.map((name) => product.text(`${name} C:\\Windows\\System32\\wbem\\wmic.exe process ${n}`));
  const chunk = (n) => Array.from({ length: 55 }, (_, i) => values(n * 55 + i));
  const one = product.buildEvtx(
    EVTX_NAMES,
    Array.from({ length: 40 }, (_, n) => chunk(n)),
  );
  const bytes = new Uint8Array(4096 + (one.length - 4096) * 8);
  bytes.set(one);
  for (let i = 1; i < 8; i++) bytes.set(one.subarray(4096), one.length + (i - 1) * (one.length - 4096));
  console.log(`\nReading ${(bytes.length / 1e6).toFixed(0)} MB of EVTX`);
  const uses = {
    "events alone": () => undefined,
    "one field of each": (event) => event.fields.get("CommandLine"),
    "the XML of each": (event) => event.raw(),
    "all fields of each": (event) => event.fields.names().map((name) => event.fields.get(name)),
  };
  for (const [name, use] of Object.entries(uses)) {
    let best = Number.POSITIVE_INFINITY;
    let floor = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 4; i++) {
      floor = Math.min(floor, touch(bytes));
      const started = performance.now();
      const context = {
        sample: 0,
        windowsProfile: "xml",
        timeZone: "UTC",
        defaults: {},
        signal: new AbortController().signal,
      };
      const read = product.evtx.read(product.bytesSource("x.evtx", bytes), { ...context, progress() {}, problem() {} });
      for await (const batch of read) for (const event of batch) use(event);
      best = Math.min(best, performance.now() - started);
    }
    const rate = `${(bytes.length / best / 1e3).toFixed(0)} MB/s`;
    console.log(
      `${name.padEnd(28)} ${(best / floor).toFixed(1).padStart(5)} × touching each byte   ${rate.padStart(9)}`,
    );
  }
}

const parts = {
  editing,
  decoding,
  indexing,
  running,
  capturing: () => measureCaptures(MEBIBYTES, { product, environment }),
  readers: () => measureReaders(product, makeLog, MEBIBYTES / 2),
  runs: () => measureRuns(makeLog, MEBIBYTES * 5, values.large),
  server: () => measureServer(Number(values.rules), values.node),
  activation: () => measureActivation(),
};
for (const [name, measure] of Object.entries(parts)) if (values.only === "" || values.only === name) await measure();
