import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { type CompiledSearch, compileSpl } from "./compile/spl.ts";
import { explainEvents } from "./explain.ts";
import { highlightClauses, highlightLogs, stageHints } from "./highlight.ts";
import { memoryBatches } from "./memory-events.ts";
import { runInMemory } from "./memory-run.ts";
import { type RunOptions, runSearch } from "./run.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import type { SampleInput } from "./samples.ts";
import { bytesSource } from "./sources.ts";

const LOG = [
  '{"time":"2026-03-10T09:00:00Z","user":"kim","cmd":"WMIC /node:srv1 process call create"}',
  '{"time":"2026-03-10T09:00:01Z","user":"lee","cmd":"notepad \\"a\\tb.txt\\""}',
  '{"time":"2026-03-10T09:00:02Z","user":"kim"',
  '{"time":"2026-03-10T09:00:03Z","user":"KIM","cmd":"wmic os get caption"}',
].join("\n");

const sample = (text: string, name = "log.jsonl"): SampleInput => ({
  source: bytesSource(name, new TextEncoder().encode(text)),
  defaults: {},
});

function options(over: Partial<RunOptions> = {}): RunOptions {
  return { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0, ...over };
}

function compiled(text: string): CompiledSearch {
  const search = compileSpl(text, testEnvironment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return search;
}

async function runAll(text: string, samples: readonly SampleInput[], over: Partial<RunOptions> = {}) {
  const search = compiled(text);
  const events: RunEvent[] = [];
  for await (const event of runSearch(search, samples, options(over))) events.push(event);
  const rows = events.flatMap((event) => (event.kind === "rows" ? event.rows : []));
  const last = events.at(-1);
  const summary: RunSummary | undefined = last?.kind === "summary" ? last.summary : undefined;
  return { search, events, rows, summary };
}

const QUERY = 'search user=kim cmd="*wmic*" | table user, cmd';

test("gives rows with their events, counts stages and clauses, and reports what could not be read", async () => {
  const { rows, summary, events } = await runAll(QUERY, [sample(LOG)]);
  expect(rows.map(({ fields }) => fields[0])).toEqual([
    ["user", "KIM"],
    ["user", "kim"],
  ]);
  expect(rows.map(({ lineage, role }) => [lineage.count, lineage.origins[0]?.line, role])).toEqual([
    [1, 3, "matched"],
    [1, 0, "matched"],
  ]);
  expect(summary?.events).toBe(3);
  expect(summary?.unread).toBe(1);
  expect(events.find((event) => event.kind === "unread")).toMatchObject({ sample: 0, problem: { line: 2 } });
  if (summary === undefined) throw new Error("no summary");
  expect(stageHints(summary).map(({ command, label }) => `${command} ${label}`)).toEqual([
    "search 3 → 2",
    "table 2 → 2",
  ]);
  expect(
    highlightClauses(summary).map(({ span, state, hits }) => [QUERY.slice(span.start, span.end), state, hits]),
  ).toEqual([
    ["user=kim", "matched", 2],
    ['cmd="*wmic*"', "matched", 2],
  ]);
  expect(summary.matched).toMatchObject({ count: 2, bySample: [2], complete: true, roles: ["matched", "matched"] });
});

test("a clause that no row reached is told from one that never held", async () => {
  const { summary } = await runAll("search user=nobody | search cmd=x", [sample(LOG)]);
  if (summary === undefined) throw new Error("no summary");
  expect(highlightClauses(summary).map(({ state }) => state)).toEqual(["never", "unreached"]);
});

test("a sample of no known format is one problem, and the others are run", async () => {
  const binary = { source: bytesSource("a.bin", Uint8Array.from([0, 1, 2, 3])), defaults: {} };
  const { summary, events } = await runAll(QUERY, [binary, sample(LOG)]);
  expect(summary).toMatchObject({ rows: 2, unread: 2, matched: { bySample: [0, 2] } });
  expect(events.find((event) => event.kind === "unread")).toMatchObject({
    sample: 0,
    problem: { message: expect.stringContaining("binary and no known log format. Tried: Windows event log (EVTX)") },
  });
});

test("progress is told at most ten times a second by the clock, with bytes of all", async () => {
  const lines = `${LOG.split("\n")[0]}\n`.repeat(4000);
  let time = 0;
  const clock = () => {
    time += 10;
    return time;
  };
  const { events } = await runAll(
    QUERY,
    [{ source: bytesSource("log.jsonl", new TextEncoder().encode(lines), 4096), defaults: {} }],
    { clock },
  );
  const progress = events.filter((event) => event.kind === "progress");
  expect(progress.length).toBeGreaterThan(3);
  expect(progress.length).toBeLessThan(time / 100 + 1);
  expect(progress.every((event) => event.total === lines.length && event.bytes <= lines.length)).toBe(true);
});

test("a cancelled run ends without summary and closes its source; so does one that nobody listens to", async () => {
  let open = 0;
  const endless: SampleInput = {
    defaults: {},
    source: {
      name: "log.jsonl",
      size: undefined,
      async *chunks() {
        open++;
        try {
          for (;;) yield new TextEncoder().encode(`${LOG.split("\n")[0]}\n`.repeat(100));
        } finally {
          open--;
        }
      },
    },
  };
  const search = compiled("search user=kim | eval x=1");
  const abort = new AbortController();
  const { settings } = { settings: { ...DEFAULT_SETTINGS, eventOrder: "input" as const } };
  const kinds: string[] = [];
  for await (const event of runSearch(search, [endless], options({ signal: abort.signal, settings }))) {
    kinds.push(event.kind);
    if (kinds.length === 3) abort.abort();
  }
  expect(kinds).not.toContain("summary");
  expect(open).toBe(0);
  for await (const event of runSearch(search, [endless], options({ settings }))) if (event.kind === "rows") break;
  expect(open).toBe(0);
});

test("rows beyond the limit are counted and that is said", async () => {
  const { rows, summary, events } = await runAll(QUERY, [sample(LOG)], {
    limits: { ...DEFAULT_LIMITS, resultRows: 1 },
  });
  expect(rows).toHaveLength(1);
  expect(summary).toMatchObject({ rows: 2, matched: { count: 2 } });
  expect(events.find((event) => event.kind === "problem")).toMatchObject({ problem: { code: "limit-result-rows" } });
});

test("explains each clause and marks the text that made it true, escapes and derived fields included", async () => {
  const text =
    'search cmd=* | eval low=lower(cmd), who=user | where low="notepad*" OR like(low, "%wmic%") OR match(low, "a\\s+b") | search who=kim';
  const { search, summary } = await runAll(text, [sample(LOG)]);
  if (summary === undefined) throw new Error("no summary");
  const all = [0, 1, 2].map((ordinal) => ({ sample: 0, ordinal, start: 0, end: 0, line: 0, column: 0 }));
  const explained = await explainEvents(search, [sample(LOG)], all, testEnvironment.dialect, options());
  const clause = (id: number) => search.clauses[id]?.span ?? { start: 0, end: 0 };
  const told = explained.map(({ text: raw, clauses }) =>
    clauses.map(({ id, truth, spans }) => [
      text.slice(clause(id).start, clause(id).end),
      truth,
      ...spans.map(({ span }) => raw.slice(span.start, span.end)),
    ]),
  );
  expect(told).toEqual([
    [
      ["cmd=*", true, "WMIC /node:srv1 process call create"],
      ['low="notepad*"', false],
      ['like(low, "%wmic%")', true, "WMIC"],
      ['match(low, "a\\s+b")', false],
      ["who=kim", true, "kim"],
    ],
    [
      ["cmd=*", true, 'notepad \\"a\\tb.txt\\"'],
      ['low="notepad*"', false],
      ['like(low, "%wmic%")', false],
      ['match(low, "a\\s+b")', true, "a\\tb"],
      ["who=kim", false],
    ],
    [
      ["cmd=*", true, "wmic os get caption"],
      ['low="notepad*"', false],
      ['like(low, "%wmic%")', true, "wmic"],
      ['match(low, "a\\s+b")', false],
      ["who=kim", true, "KIM"],
    ],
  ]);
  const [log] = highlightLogs(summary, explained, 1);
  const lines = LOG.split("\n");
  const marked = log?.marks.map((mark) => [
    mark.kind,
    mark.field,
    lines[mark.line]?.slice(mark.column, mark.endColumn),
  ]);
  expect(marked).toContainEqual(["clause", "cmd", "WMIC"]);
  expect(marked).toContainEqual(["event", undefined, lines[3]]);
  expect(log).toMatchObject({ matchedEvents: 2, markedEvents: 3 });
});

test("marks values of an event that spans lines where they stand", async () => {
  const xml =
    '<Events>\r\n  <Event>\r\n    <System><EventID>1</EventID><Channel>Security</Channel></System>\r\n    <EventData>\r\n      <Data Name="CommandLine">cmd &amp; wmic</Data>\r\n    </EventData>\r\n  </Event>\r\n</Events>';
  const samples = [sample(xml, "log.xml")];
  const { search, summary } = await runAll('search EventCode=1 CommandLine="*& wm*"', samples);
  if (summary === undefined) throw new Error("no summary");
  const explained = await explainEvents(search, samples, summary.matched.origins, testEnvironment.dialect, options());
  const [log] = highlightLogs(summary, explained, 1);
  const lines = xml.split("\r\n");
  expect(log?.marks).toHaveLength(3);
  expect(log?.marks[0]).toMatchObject({ line: 1, column: 2, endLine: 6, endColumn: 10, kind: "event" });
  expect(log?.marks.slice(1).map((mark) => lines[mark.line]?.slice(mark.column, mark.endColumn))).toEqual([
    "1",
    "&amp; wm",
  ]);
});

test("reads gzip when the host can unpack it, and says so when not", async () => {
  const packed: SampleInput = { source: bytesSource("log.jsonl.gz", new Uint8Array(gzipSync(LOG))), defaults: {} };
  async function* gunzip(chunks: AsyncIterable<Uint8Array>) {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    yield new Uint8Array(gunzipSync(Buffer.concat(parts)));
  }
  const { search, summary } = await runAll(QUERY, [packed], { gunzip });
  expect(summary).toMatchObject({ events: 3, rows: 2 });
  const explained = await explainEvents(search, [packed], summary?.matched.origins ?? [], testEnvironment.dialect, {
    ...options(),
    gunzip,
  });
  expect(explained.map(({ text }) => text)).toEqual([LOG.split("\n")[0], LOG.split("\n")[3]]);
  const { events } = await runAll(QUERY, [packed]);
  expect(events[0]).toMatchObject({
    kind: "unread",
    problem: { message: expect.stringContaining("packed with gzip") },
  });
});

const problemsOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === "problem" ? [event.problem] : []));

test("a text that grows beyond what can be held ends the run, and that is said", async () => {
  const longer = "eval x=x.x.x.x.x.x.x.x.x.x";
  const { summary, events } = await runAll(`| makeresults | eval x="aaaaaaaaaa" ${`| ${longer} `.repeat(9)}`, []);
  expect(summary?.rows).toBe(0);
  expect(problemsOf(events).map(({ code, severity }) => [code, severity])).toEqual([["limit-value-length", "error"]]);
});

test("a pattern that never ends is given up in an explanation too", async () => {
  const log = [sample(`{"t":"${"a".repeat(60)}!"}\n{"t":"aaa"}`)];
  const search = compiled('t=* | where match(t, "^(a+)+$")');
  const all = [0, 1].map((ordinal) => ({ sample: 0, ordinal, start: 0, end: 0, line: 0, column: 0 }));
  const limits = { ...DEFAULT_LIMITS, matchSteps: 1000 };
  const explained = await explainEvents(search, log, all, testEnvironment.dialect, options({ limits }));
  expect(explained.map(({ clauses }) => clauses.at(-1)?.truth)).toEqual([false, true]);
});

test.each([
  ["| makeresults count=1000000000000 | head 1", 1, "limit-makeresults"],
  ["| gentimes start=1/1/1900 end=1/1/2100 increment=1s | stats count", 1, "limit-gentimes"],
])("%s makes a bounded number of rows and says so", async (text, rows, code) => {
  const { summary, events } = await runAll(text, []);
  expect(summary?.rows).toBe(rows);
  expect(problemsOf(events).map(({ code: said, span }) => [said, span?.start])).toEqual([[code, 2]]);
});

test("a batch may hold any number of rows", async () => {
  const text = "| makeresults count=600 | eval k=1 | join max=0 k [| makeresults count=600 | eval k=1] | eval a=1";
  const { summary } = await runAll(text, [], { limits: { ...DEFAULT_LIMITS, resultRows: 1 } });
  expect(summary?.rows).toBe(360_000);
  const { rows } = await runInMemory(compiled(text), { events: memoryBatches([]), settings: DEFAULT_SETTINGS, now: 0 });
  expect(rows).toHaveLength(360_000);
});
