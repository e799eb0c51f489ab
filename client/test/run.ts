/**
 * The one runner of the VS Code suite: `node scripts/build.mjs --tests && node out-test/run.mjs [development] [packaged]`.
 *
 * It runs the suite of `client/test/suite` through `runTests` of @vscode/test-electron, once with the extension under
 * development and once with the packaged `rulehound.vsix`, and prints `NAME: N passed, N failed` for each run.
 * The VS Code is that of `VSCODE_PATH`; else one that is downloaded; else a VS Code server with headless Chromium
 * behind the command line of a desktop VS Code (`scripts/vscode-host/code-shim.mjs`).
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  downloadAndUnzipVSCode,
  resolveCliPathFromVSCodeExecutablePath,
  runTests,
  TestRunFailedError,
} from "@vscode/test-electron";
import type { SuiteReport } from "./index.ts";

const root = fileURLToPath(new URL("..", import.meta.url)); // This file is bundled to out-test/run.mjs.
const vsix = path.join(root, "rulehound.vsix");
const shim = path.join(root, "scripts/vscode-host/code-shim.mjs");

const VARIANTS = ["development", "packaged"] as const;
type Variant = (typeof VARIANTS)[number];

function say(text: string): void {
  console.log(`[vscode suite] ${text}`);
}

/** The VS Code to run, as an executable that takes a desktop VS Code's command line. */
async function findExecutable(): Promise<string> {
  const chosen = process.env.VSCODE_PATH;
  if (chosen) {
    say(`VS Code of VSCODE_PATH: ${chosen}`);
    return chosen;
  }
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say("No display for a desktop VS Code: using a VS Code server with headless Chromium.");
    return shim;
  }
  try {
    const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
    return await downloadAndUnzipVSCode({ cachePath: path.join(cache, "rulehound/vscode") });
  } catch (error) {
    say(`The download of VS Code failed (${error instanceof Error ? error.message : String(error)}):`);
    say("using a VS Code server with headless Chromium instead.");
    return shim;
  }
}

/** The command that manages extensions, of the same VS Code. */
function commandLineOf(executable: string): string {
  if (executable === shim) return shim;
  const command = resolveCliPathFromVSCodeExecutablePath(executable);
  return existsSync(command) ? command : executable; // `VSCODE_PATH` may name that command itself.
}

/** Copies what the suite opens, so that no edit or save touches the checkout. */
function copyWorkspace(folder: string): void {
  mkdirSync(folder);
  for (const [from, to] of [
    ["client/test/workspace", "."],
    ["samples", "samples"],
  ] as const) {
    if (existsSync(path.join(root, from))) cpSync(path.join(root, from), path.join(folder, to), { recursive: true });
  }
}

/** An empty extension: VS Code runs tests only beside an extension under development. */
function writeEmptyExtension(folder: string): void {
  mkdirSync(folder);
  const manifest = { name: "empty", publisher: "test", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
}

/** Runs the suite once; the result counts a run that came to no end as one failure. */
async function runVariant(executable: string, variant: Variant): Promise<SuiteReport> {
  const scratch = mkdtempSync(path.join(tmpdir(), "rulehound-suite-"));
  const inScratch = (name: string) => path.join(scratch, name);
  try {
    copyWorkspace(inScratch("workspace"));
    const userData = `--user-data-dir=${inScratch("user-data")}`;
    const extensions = `--extensions-dir=${inScratch("extensions")}`;
    if (variant === "packaged") {
      if (!existsSync(vsix)) throw new Error(`${vsix} is missing: npm run package`);
      const args = [userData, extensions, `--install-extension=${vsix}`, "--force"];
      execFileSync(commandLineOf(executable), args, { stdio: "inherit", shell: process.platform === "win32" });
      writeEmptyExtension(inScratch("empty"));
    }
    const report = inScratch("report.json");
    try {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: variant === "development" ? root : inScratch("empty"),
        extensionTestsPath: path.join(root, "out-test/index.cjs"),
        launchArgs: [inScratch("workspace"), userData, extensions],
        extensionTestsEnv: {
          RULEHOUND_TEST_ROOT: root,
          RULEHOUND_TEST_VARIANT: variant,
          RULEHOUND_TEST_REPORT: report,
        },
      });
    } catch (error) {
      if (!(error instanceof TestRunFailedError)) throw error;
      const result: SuiteReport | undefined = readReport(report);
      return { passed: result?.passed ?? 0, failed: Math.max(result?.failed ?? 0, 1) };
    }
    const result = readReport(report);
    if (result) return result;
    // VS Code reports success when the extension host died before the tests ended.
    say("The extension host ended before the suite did.");
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readReport(file: string): SuiteReport | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SuiteReport) : undefined;
}

const asked = VARIANTS.filter((variant) => process.argv.includes(variant));
const executable = await findExecutable();
for (const variant of asked.length > 0 ? asked : VARIANTS) {
  say(`Running the suite with the ${variant} extension`);
  let report: SuiteReport = { passed: 0, failed: 1 };
  try {
    report = await runVariant(executable, variant);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  console.log(`${variant}: ${report.passed} passed, ${report.failed} failed`);
  if (report.failed > 0) process.exitCode = 1;
}
