#!/usr/bin/env node
// `npm run test:random [-- MINUTES [FILE…]]`: the properties, again and again with other cases, until the time is over.
// A run that fails or hangs says how to have its cases again. Exits with 1 when one did.
import { readdir, readFile } from "node:fs/promises";
import { at, runTool } from "./project.mjs";

const [minutes = "10", ...asked] = process.argv.slice(2);
const until = Date.now() + Number(minutes) * 60_000;

const names = (await readdir(at("server"), { recursive: true })).filter((name) => name.endsWith(".test.ts"));
const texts = await Promise.all(names.map((name) => readFile(at("server", name), "utf8")));
const properties = names.filter((_, i) => texts[i].includes('from "fast-check"')).map((name) => `server/${name}`);
const files = asked.length > 0 ? asked : properties;

const failed = [];
let runs = 0;
while (Date.now() < until) {
  for (const file of files) {
    if (Date.now() >= until) break;
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const env = { ...process.env, RULEHOUND_SEED: String(seed) };
    runs++;
    // The runner ends a test that hangs; this is for one that hangs before it begins.
    const code = await runTool("vitest", ["run", "--reporter=dot", file], {
      env,
      timeout: 3_600_000,
      killSignal: "SIGKILL",
    });
    if (code !== 0) failed.push(`RULEHOUND_SEED=${seed} npx vitest run ${file}`);
  }
}
console.log(`${runs} runs of ${files.length} files, ${failed.length} failed`);
for (const command of failed) console.log(`  ${command}`);
process.exitCode = failed.length > 0 ? 1 : 0;
