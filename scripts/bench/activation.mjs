// How long a rule that is opened in VS Code waits for its first diagnostics, the extension being asleep before.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { at, ROOT, run, runScript } from "../project.mjs";
import { hostFolder } from "../vscode-host/parts.mjs";

const RULE = 'index=windows EventCode=1 Image="*\\\\wmic.exe" | stats count by Computer | where like(User, "*a*")\n';
const BAR = 400;

/** Milliseconds after which the extension has kept its compiled code, with some to spare. */
const KEPT = 15_000;

/**
 * Opens a rule in a fresh VS Code, the very first time and then several times with compiled code kept, and prints the milliseconds
 * of each: when VS Code is ready, and at once, when its own extensions start in the same process at the same time.
 */
export async function measureActivation(times = 5) {
  const code = await runScript("build.mjs", ["--production"], { stdio: ["ignore", "ignore", "inherit"] });
  if (code !== 0) throw new Error(`The build ended with code ${code}.`);
  console.log("\nVS Code: from opening a rule to its first diagnostics, built as it is packaged");
  const caches = await mkdtemp(path.join(tmpdir(), "rulehound-caches-"));
  try {
    await measureStart("first start ever", caches, { stay: KEPT });
    for (let i = 0; i < times; i++) await measureStart("later start", caches);
    for (let i = 0; i < 2; i++) await measureStart("later, with VS Code's", caches, { atOnce: true });
  } finally {
    await rm(caches, { recursive: true, force: true, maxRetries: 5 });
  }
  await measureFirst("first, with VS Code's", { atOnce: true });
}

async function measureFirst(name, how) {
  const caches = await mkdtemp(path.join(tmpdir(), "rulehound-caches-"));
  try {
    await measureStart(name, caches, how);
  } finally {
    await rm(caches, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Measures one start. `stay`: milliseconds for which VS Code stays open then. `atOnce`: does not wait until VS Code itself has started. */
async function measureStart(name, caches, { stay = 0, atOnce = false } = {}) {
  const scratch = await mkdtemp(path.join(tmpdir(), "rulehound-activation-"));
  try {
    const folder = path.join(scratch, "workspace");
    await mkdir(folder);
    await writeFile(path.join(folder, "measured.spl"), RULE);
    const output = path.join(scratch, "output");
    await open(folder, scratch, { output, caches, stay, atOnce });
    const { took, waited, worked, server } = JSON.parse(await readFile(output, "utf8"));
    const verdict = worked <= BAR ? "≤" : "ABOVE";
    console.log(
      `${name.padEnd(21)} ${worked.toFixed(0).padStart(5)} ms of work in the extension host and the server  ${verdict} ${BAR} ms   (the server alone ${server.toFixed(0)}; ${took.toFixed(0)} ms by the clock; together they waited ${waited.toFixed(0)} ms for a processor)`,
    );
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function open(folder, scratch, { output, caches, stay, atOnce }) {
  const args = [
    at("scripts/vscode-host/code-shim.mjs"),
    folder,
    `--extensionDevelopmentPath=${ROOT}`,
    `--extensionTestsPath=${at("scripts/bench/in-editor.cjs")}`,
    `--user-data-dir=${path.join(scratch, "user-data")}`,
    `--extensions-dir=${path.join(scratch, "extensions")}`,
  ];
  const env = {
    ...process.env,
    RULEHOUND_VSCODE_HOST: hostFolder(), // It stands in the user's own folder for caches.
    XDG_CACHE_HOME: caches,
    RULEHOUND_BENCH_OUTPUT: output,
    RULEHOUND_BENCH_STAY: String(stay),
    RULEHOUND_BENCH_AT_ONCE: atOnce ? "1" : "",
  };
  const code = await run(process.execPath, args, { env });
  if (code !== 0) throw new Error(`VS Code ended with code ${code}`);
}
