import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunWorker } from "#hosts/lsp/run-worker.ts";
import type { RunJob } from "#hosts/run/job.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";

let folder = "";
let worker: RunWorker;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rulehound-worker-"));
  const outfile = path.resolve("out-test/hostile/worker.cjs");
  await build({
    entryPoints: ["server/src/hosts/worker/node.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
  });
  worker = new RunWorker(outfile);
  await writeFile(path.join(folder, "a.jsonl"), `{"n":"1"}\n{"n":"${"a".repeat(60)}!"}\n`);
});
afterAll(async () => {
  await worker.dispose();
  await rm(folder, { recursive: true, force: true });
});

const job = (text: string): RunJob => ({
  text,
  language: "spl",
  samples: [{ path: path.join(folder, "a.jsonl") }],
  folders: [],
  revision: 0,
  settings: DEFAULT_SETTINGS,
  now: 1_772_400_000,
  everyClause: true,
  rowLimit: 10,
  markLimit: 10,
});
const run = (text: string, signal = new AbortController().signal) => worker.run(job(text), () => undefined, signal);

describe("the thread in which analytics run", () => {
  test("a run that makes rows without end is cancelled, and the next one runs in a new thread", async () => {
    const abort = new AbortController();
    const endless =
      "| makeresults | eval a=mvrange(0,100000) | mvexpand a | eval b=mvrange(0,100000) | mvexpand b | stats dc(b) by a";
    const running = run(endless, abort.signal);
    await new Promise((resolve) => setTimeout(resolve, 500));
    abort.abort();
    // The next run begins before the old thread has ended.
    const next = (await running) === undefined ? run("n=1") : undefined;
    expect((await next)?.rows).toBe(1);
  });

  test("a run that waits behind one whose thread must be ended is not lost with it", async () => {
    const abort = new AbortController();
    const stuck = run("| makeresults count=3000000 | eval a=1 | sort a", abort.signal);
    const behind = run("n=1");
    abort.abort(); // At once: the thread is still busy with its start, or with the rows.
    expect(await stuck).toBeUndefined();
    expect((await behind)?.rows).toBe(1);
  });

  test("a pattern that never ends is given up and said; rows that were found come with it", async () => {
    const outcome = await run('n=* | rex field=n "(?<x>([a-z]+)+)#" | table n');
    expect(outcome?.status).toBe("failed");
    expect(outcome?.rows).toBe(2);
    expect(outcome?.problems.map(({ code, place }) => [code, place])).toEqual([
      ["limit-match-steps", { start: 18, end: 36 }],
    ]);
  });
});
