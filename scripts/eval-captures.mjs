#!/usr/bin/env node
// `npm run eval:captures [-- --write] [-- --runs 200]`: damages every capture in many ways, reads what is left, and reads captures
// that are too large to be meant well. Nothing may throw, hang, or get lost without a word.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { flipped, lying, recordEnds, truncations } from "./evaluate/capture-damage.mjs";
import { LARGE, readLarge } from "./evaluate/large-trials.mjs";
import { readTrial } from "./evaluate/read-trial.mjs";
import { load } from "./generate/load.mjs";
import { at } from "./project.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    large: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const RUNS = Number(values.runs);

await ensureInstalled();
const product = await load("scripts/evaluate/measured.ts");

if (values.large !== undefined) {
  console.log(JSON.stringify(await readLarge(product, values.large)));
  process.exit();
}

/** Every capture at hand: those of the samples, and the public ones below $RULEHOUND_SHARED or ../shared when they are there. */
function captures() {
  const shared = path.join(process.env.RULEHOUND_SHARED ?? at("..", "shared"), "network/pcaps");
  const folders = [at("samples/wmi-network"), path.join(shared, "real"), path.join(shared, "synthetic")];
  return folders.flatMap((folder) => {
    let names = [];
    try {
      names = readdirSync(folder).filter((name) => /\.(?:pcap|pcapng|cap)$/.test(name));
    } catch {
      console.log(`${folder} is not there; its captures are left out.`);
    }
    return names.sort().map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
  });
}

function* trialsOf(bytes) {
  const ends = recordEnds(bytes);
  for (const cut of truncations(bytes, RUNS)) {
    yield { kind: "cut short", bytes: cut, mustTell: ends !== null && cut.length > 24 && !ends.has(cut.length) };
  }
  for (let seed = 0; seed < RUNS; seed++) yield { kind: "bits turned over", bytes: flipped(bytes, seed) };
  for (let seed = 0; seed < RUNS; seed++) yield { kind: "lengths that lie", bytes: lying(bytes, seed) };
}

const totals = new Map();
const failures = [];
const list = captures();
for (const { name, bytes } of list) {
  let number = 0;
  for (const trial of trialsOf(bytes)) {
    const result = await readTrial(product, name, trial.bytes, { everywhere: number % 10 === 0 });
    const wrong = [...result.wrong];
    if (trial.mustTell === true && result.problems === 0) wrong.push("a cut record is not told");
    const sum = totals.get(trial.kind) ?? { trials: 0, failed: 0, events: 0, told: 0, slowest: 0 };
    sum.trials++;
    sum.failed += wrong.length > 0 ? 1 : 0;
    sum.events += result.events;
    sum.told += result.problems > 0 ? 1 : 0;
    sum.slowest = Math.max(sum.slowest, Math.round(result.milliseconds));
    totals.set(trial.kind, sum);
    if (wrong.length > 0 && failures.length < 50) failures.push({ name, kind: trial.kind, number, wrong: wrong[0] });
    number++;
  }
  console.log(`${name}: ${number} trials`);
}
const rows = [...totals].map(([kind, sum]) => ({ kind, ...sum }));
console.log(`${list.length} captures`);
console.table(rows);
for (const failure of failures) console.log(failure);

const script = fileURLToPath(import.meta.url);
const large = Object.keys(LARGE).map((name) => {
  const child = spawnSync(process.execPath, ["--max-old-space-size=2048", script, "--large", name], {
    encoding: "utf8",
  });
  const result = child.status === 0 ? JSON.parse(child.stdout) : { failed: (child.stderr ?? "").slice(-400) };
  return { name, ...result };
});
console.table(large.map(({ messages, ...numbers }) => numbers));
for (const { name, messages = [] } of large) for (const message of messages) console.log(`${name}: ${message}`);
if (values.write) {
  const { capturesPage } = await import("./evaluate/captures-page.mjs");
  writeFileSync(at("docs/evaluation/captures.md"), capturesPage({ captures: list.length, runs: RUNS, rows, large }));
}
process.exitCode = failures.length === 0 && large.every(({ failed }) => failed === undefined) ? 0 : 1;
