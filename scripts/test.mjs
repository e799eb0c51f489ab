#!/usr/bin/env node
// `npm test`: everything, in a fresh clone too. Each step is named and timed; a failed step does not stop the others
// unless they need its result. The last line is `N passed, N failed`: tests by number, other steps as one each.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { ensureInstalled } from "./ensure.mjs";
import { at, ROOT, runScript, runTool, VSIX } from "./project.mjs";

if (!process.stdout.isTTY) process.env.NO_COLOR ??= "1"; // Logs are to be read as plain text.

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** The result of a step that either works or does not. */
const verdict = (exitCode) => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A failed exit counts at least once, also where no single test is known to have failed. */
const atLeast = (exitCode, { passed, failed, ...rest }) => ({
  passed,
  failed: exitCode === 0 ? failed : Math.max(failed, 1),
  ...rest,
});

async function unitTests() {
  const folder = await mkdtemp(path.join(tmpdir(), "rulehound-unit-"));
  const file = path.join(folder, "report.json");
  try {
    const reporters = ["default", "./scripts/stalled-tests.mjs", "json"].map((name) => `--reporter=${name}`);
    const code = await runTool("vitest", ["run", ...reporters, `--outputFile.json=${file}`]);
    const text = await readFile(file, "utf8").catch(() => undefined); // No report: the runner itself broke down.
    if (text === undefined) return verdict(code || 1);
    const report = JSON.parse(text);
    // A file that does not load has no tests that could fail; it counts as one failure.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
    );
    const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
    return atLeast(code, { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SUITE_MINUTES = 40;

/** Runs a VS Code suite and adds up what its runner prints. One that does not end is ended, with all that it started. */
async function vscodeSuite(...command) {
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    detached: process.platform !== "win32",
  });
  const limit = setTimeout(() => {
    console.log(`Still running after ${SUITE_MINUTES} minutes. It hangs; it is ended here.`);
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  }, SUITE_MINUTES * 60_000);
  const ended = once(child, "close");
  const sum = { passed: 0, failed: 0 };
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    const [, passed, failed] = /^(?:development|packaged|untrusted): (\d+) passed, (\d+) failed$/.exec(line) ?? [];
    sum.passed += Number(passed ?? 0);
    sum.failed += Number(failed ?? 0);
  }
  const [code] = await ended;
  clearTimeout(limit);
  return atLeast(code ?? 1, sum);
}

const results = new Map();

/** Runs a step, unless one it needs has failed; that counts as failed too. */
async function step(name, work, needs = []) {
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const missing = needs.find((need) => results.get(need)?.failed !== 0);
  let result = { passed: 0, failed: 1 };
  if (missing) console.log(`Not run, because "${missing}" failed.`);
  else {
    try {
      result = await work();
    } catch (error) {
      console.log(error.stack);
    }
  }
  const time = seconds(started);
  results.set(name, { ...result, time });
  console.log(`--- ${name}: ${result.failed === 0 ? "passed" : "FAILED"} in ${time}`);
}

const started = performance.now();
await step("packages", async () => {
  await ensureInstalled();
  return verdict(0);
});
const installed = ["packages"];
await step("format and lint", async () => verdict(await runTool("@biomejs/biome", ["ci", "."])), installed);
await step("types", async () => verdict(await runTool("typescript", ["-b"])), installed);
await step("unused code", async () => verdict(await runTool("knip", [])), installed);
await step("unit", unitTests, installed);
const vsce = ["package", "--no-dependencies", "--out", VSIX];
await step("package", async () => verdict(await runTool("@vscode/vsce", vsce)), installed);
await step("build", async () => verdict(await runScript("build.mjs", ["--tests"])), installed);
const suite = at("out-test/run.mjs");
await step("VS Code, extension under development", () => vscodeSuite(suite, "development"), ["build"]);
await step("VS Code, packaged extension", () => vscodeSuite(suite, "packaged"), ["build", "package"]);
// The workbench is driven from outside, which is done with a VS Code server; its parts are for Linux.
if (process.platform === "linux") {
  await step("VS Code, untrusted folder", () => vscodeSuite(at("scripts/test-untrusted.mjs")), ["package"]);
}

console.log("\n=== Summary");
let passed = 0;
let failed = 0;
for (const [name, result] of results) {
  passed += result.passed;
  failed += result.failed;
  const skipped = result.skipped ? `, ${result.skipped} skipped` : "";
  const counts = `${result.passed} passed, ${result.failed} failed${skipped}`;
  console.log(`${name.padEnd(38)}${result.time.padStart(9)}   ${counts}`);
}
console.log(`${"in all".padEnd(38)}${seconds(started).padStart(9)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
