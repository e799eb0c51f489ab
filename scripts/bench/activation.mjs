// How long a rule that is opened in VS Code waits for its first diagnostics, the extension being asleep before.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBuilt } from "../ensure.mjs";
import { at, ROOT, run } from "../project.mjs";

const RULE = 'index=windows EventCode=1 Image="*\\\\wmic.exe" | stats count by Computer | where like(User, "*a*")\n';
const BAR = 400;

/** Opens a rule in a fresh VS Code several times and prints the milliseconds of each. */
export async function measureActivation(times = 3) {
  await ensureBuilt();
  console.log("\nVS Code: from opening a rule to its first diagnostics");
  for (let i = 0; i < times; i++) {
    const scratch = await mkdtemp(path.join(tmpdir(), "rulehound-activation-"));
    try {
      const folder = path.join(scratch, "workspace");
      await mkdir(folder);
      await writeFile(path.join(folder, "measured.spl"), RULE);
      const output = path.join(scratch, "output");
      await open(folder, scratch, output);
      const { took, waited, worked } = JSON.parse(await readFile(output, "utf8"));
      const alone = took - waited;
      const verdict = alone <= BAR ? "≤" : "ABOVE";
      console.log(
        `${alone.toFixed(0).padStart(6)} ms  ${verdict} ${BAR} ms   (${took.toFixed(0)} ms by the clock, of which the extension host and the server waited ${waited.toFixed(0)} ms for a processor and worked ${worked.toFixed(0)} ms)`,
      );
    } finally {
      await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

async function open(folder, scratch, output) {
  const args = [
    at("scripts/vscode-host/code-shim.mjs"),
    folder,
    `--extensionDevelopmentPath=${ROOT}`,
    `--extensionTestsPath=${at("scripts/bench/in-editor.cjs")}`,
    `--user-data-dir=${path.join(scratch, "user-data")}`,
    `--extensions-dir=${path.join(scratch, "extensions")}`,
  ];
  const code = await run(process.execPath, args, { env: { ...process.env, RULEHOUND_BENCH_OUTPUT: output } });
  if (code !== 0) throw new Error(`VS Code ended with code ${code}`);
}
