#!/usr/bin/env node
// Takes the command line of a desktop VS Code, as far as @vscode/test-electron uses it, and serves it with a VS Code
// server and headless Chromium:
//   code-shim.mjs [FOLDER] --extensionDevelopmentPath=DIR... --extensionTestsPath=FILE [--user-data-dir=DIR] [--extensions-dir=DIR]
//   code-shim.mjs --install-extension=FILE.vsix --extensions-dir=DIR
// RULEHOUND_HOST_TIMEOUT: seconds a run may take (300). RULEHOUND_HOST_VERBOSE=1: logs of server and workbench.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureHost } from "./install.mjs";
import { runTests } from "./run-tests.mjs";
import { installPackage } from "./server.mjs";

// Not strict: other options of a desktop VS Code (--no-sandbox, --disable-updates, ...) have no meaning here.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string", multiple: true },
    extensionTestsPath: { type: "string" },
    "install-extension": { type: "string", multiple: true },
    "extensions-dir": { type: "string" },
    "user-data-dir": { type: "string" },
  },
});

async function main() {
  await ensureHost();
  const packages = values["install-extension"];
  if (packages) {
    if (!values["extensions-dir"]) throw new Error("--install-extension needs --extensions-dir");
    for (const file of packages) await installPackage(file, values["extensions-dir"]);
    return 0;
  }
  if (!values.extensionTestsPath)
    throw new Error("Nothing to do: neither --extensionTestsPath nor --install-extension");
  const scratch = await mkdtemp(path.join(tmpdir(), "rulehound-shim-"));
  try {
    return await runTests({
      extensions: values.extensionDevelopmentPath ?? [],
      tests: values.extensionTestsPath,
      workspace: positionals[0] ?? scratch,
      userDataDir: path.resolve(values["user-data-dir"] ?? path.join(scratch, "user-data")),
      extensionsDir: path.resolve(values["extensions-dir"] ?? path.join(scratch, "extensions")),
      timeout: Number(process.env.RULEHOUND_HOST_TIMEOUT ?? 300),
      verbose: process.env.RULEHOUND_HOST_VERBOSE === "1",
    });
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`code-shim: ${error.message}`);
  process.exitCode = 1;
}
