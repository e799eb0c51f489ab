// Runs as an editor asks for them: the server in a process of its own, analytics in its worker.
import { createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { ensureBuilt } from "../ensure.mjs";
import { Editor, memoryOf, startServer } from "./editor.mjs";

/** Milliseconds that 95 of 100 may take at most. */
const BARS = { first: 300, again: 100, cancel: 200 };
const CANCELS = 20;

const RULE = `name: Measured
id: 6f0a3a5e-5a4b-4d6f-9a39-1d3c3c3f0a11
analytics:
  - name: process creation
    query: 'EventID=1 CommandLine="*process call create*" Image="*wmic.exe"'
  - name: never ending
    query: '* | rex "(?<x>(?:[a-z]+)+)#$" | rex "(?<y>(?:[a-zA-Z0-9]+|[^#])+)#$"'
`;

const quantile = (times, q) => times.toSorted((a, b) => a - b)[Math.floor(q * (times.length - 1))];

/** Milliseconds that all threads of a process have computed, where the system tells it: it does not grow when others use the processor. */
function computed(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return Number.NaN;
  }
}

function line(name, times, bar) {
  const value = quantile(times, 0.95);
  const verdict = bar === undefined ? "" : value <= bar ? `  ≤ ${bar} ms` : `  ABOVE ${bar} ms`;
  const half = quantile(times, 0.5).toFixed(0);
  console.log(`${name.padEnd(52)} p50 ${half.padStart(5)} ms   p95 ${value.toFixed(0).padStart(5)} ms${verdict}`);
}

async function writeLarge(file, makeLog, mebibytes) {
  const part = makeLog(20_000);
  const out = createWriteStream(file);
  for (let size = 0; size < mebibytes * 2 ** 20; size += part.length)
    if (!out.write(part)) await new Promise((resolve) => out.once("drain", resolve));
  await new Promise((resolve) => out.end(resolve));
}

/** Measures runs, runs after each edit, and cancellations at random times on a large sample, `large` or one that is made. */
export async function measureRuns(makeLog, mebibytes, large) {
  await ensureBuilt();
  const folder = await mkdtemp(path.join(tmpdir(), "rulehound-bench-"));
  const file = (name) => path.join(folder, name);
  try {
    await writeFile(file("some.jsonl"), makeLog(8220));
    await writeFile(file("more.jsonl"), makeLog(10_000));
    const sample = large ?? file("large.jsonl");
    if (large === undefined) await writeLarge(sample, makeLog, mebibytes);
    await writeFile(file("rule.yml"), RULE);
    const server = startServer(folder, []);
    const editor = new Editor(server, pathToFileURL(file("rule.yml")).href, RULE);
    await editor.start(folder);
    await editor.connection.sendRequest("rulehound/samples", { uri: editor.uri, analytic: "" });
    const { analytics } = await editor.connection.sendRequest("rulehound/analytics", { uri: editor.uri });
    const params = (analytic, log) => ({ uri: editor.uri, analytic: analytics[analytic].id, samples: [log], run: "1" });
    const run = async (analytic, log) => {
      const { took, found } = await editor.send("rulehound/run", params(analytic, log));
      if (found.status !== "done" || found.logs.length === 0) throw new Error(JSON.stringify(found.problems));
      return took;
    };
    console.log("\nRuns through the language server");
    line("first run in a new server, 8,220 events", [await run(0, file("some.jsonl"))], BARS.first);
    const first = [];
    for (let i = 0; i < 20; i++) first.push(await run(0, file("some.jsonl")));
    line("run to first highlight, 8,220 events", first, BARS.first);
    const again = [];
    let before = 0;
    for (let i = 0; i < 40; i++) {
      if (i === 5) before = computed(server.program.pid);
      await editor.type(editor.text.indexOf("*process call"), "*");
      again.push(await run(0, file("more.jsonl")));
    }
    line("run after an edit, 10,000 events", again.slice(5), BARS.again);
    const each = (computed(server.program.pid) - before) / 35;
    console.log(`${"  processor time of the server for each".padEnd(52)} ${each.toFixed(0)} ms`);
    const { size } = await stat(sample);
    const name = `cancel, ${(size / 2 ** 20).toFixed(0)} MiB of JSON lines`;
    line(name, await cancels(editor, params(0, sample), 3000), BARS.cancel);
    line("cancel inside a pattern", await cancels(editor, params(1, sample), 1500), BARS.cancel);
    const { now, most } = await memoryOf(server.program.pid);
    console.log(`${"memory of the process".padEnd(52)} now ${now.toFixed(0)} MB, at most ${most.toFixed(0)} MB`);
    await editor.connection.sendRequest("shutdown");
    await editor.connection.sendNotification("exit");
    await new Promise((resolve) => server.program.once("exit", resolve));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from a cancellation at a random time to the answer. */
async function cancels(editor, params, within) {
  const times = [];
  for (let i = 0; i < CANCELS; i++) {
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest("rulehound/run", params, source.token).then(
      () => "done",
      () => "cancelled",
    );
    await new Promise((resolve) => setTimeout(resolve, 50 + ((i * 7919) % within)));
    const begun = performance.now();
    source.cancel();
    if ((await answer) === "cancelled") times.push(performance.now() - begun);
  }
  if (times.length < CANCELS / 2) throw new Error(`only ${times.length} runs were still going on`);
  return times;
}
