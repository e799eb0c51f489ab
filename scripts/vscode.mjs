#!/usr/bin/env node
// `npm run vscode [FOLDER]`: opens a folder (samples/wmi) with the extension of this checkout, in the VS Code on PATH
// or, where there is none, in the browser through a VS Code server on 127.0.0.1. `--browser` skips the VS Code on PATH.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./ensure.mjs";
import { at, ROOT, run } from "./project.mjs";
import { ensureHost } from "./vscode-host/install.mjs";
import { findProgram } from "./vscode-host/parts.mjs";
import { remoteUri, startServer, workbenchUrl } from "./vscode-host/server.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: "boolean", default: false }, port: { type: "string", default: "0" } },
});
const folder = positionals[0] ? path.resolve(positionals[0]) : at("samples/wmi");

/** Serves the folder until the process is told to end. The token keeps other pages and users of this machine out. */
async function serve() {
  await ensureHost({ browser: false });
  const told = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
  const server = await startServer({ port: Number(values.port), stayUp: true, token: randomUUID() });
  try {
    const address = workbenchUrl(server, folder, [["extensionDevelopmentPath", remoteUri(server, ROOT)]]);
    console.log(`Open this address in a browser on this machine:\n\n${address}\n\nCtrl+C ends it.`);
    await told;
  } finally {
    await server.stop();
  }
}

if (!existsSync(folder)) {
  console.error(`${folder} does not exist.`);
  process.exit(2);
}
await ensureBuilt();
const code = values.browser ? undefined : findProgram("code", "code.cmd", "code-insiders", "codium");
if (code) {
  console.log(`Opening ${folder} in ${code}`);
  const shell = process.platform === "win32";
  process.exitCode = await run(code, ["--new-window", `--extensionDevelopmentPath=${ROOT}`, folder], { shell });
} else {
  if (!values.browser) console.log('No VS Code ("code") on PATH: serving one for a browser.');
  await serve();
}
