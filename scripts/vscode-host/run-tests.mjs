// Runs an extension's tests in the extension host of a VS Code server, as a desktop VS Code would.
import { existsSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { launchBrowser, newPage } from "./browser.mjs";
import { remoteUri, startServer, workbenchUrl } from "./server.mjs";

/** Exit codes beyond VS Code's own 0 and 1. */
export const EXIT = Object.freeze({ hostDied: 70, timedOut: 124, interrupted: 130 });

const inHost = fileURLToPath(new URL("in-host.cjs", import.meta.url));
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

const say = (text) => console.error(`[vscode-host ${(performance.now() / 1000).toFixed(1)} s] ${text}`);

/** Copies what is appended to a file to stdout; `drain()` does it now. */
async function follow(file) {
  await writeFile(file, "");
  const handle = await open(file);
  const chunk = Buffer.alloc(64 * 1024);
  let copying = Promise.resolve();
  const copy = async () => {
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return;
      process.stdout.write(Buffer.from(chunk.subarray(0, bytesRead)));
    }
  };
  const drain = () => {
    copying = copying.then(copy);
    return copying;
  };
  const timer = setInterval(drain, 100);
  const close = async () => {
    clearInterval(timer);
    await drain();
    await handle.close();
  };
  return { close };
}

/**
 * Opens `workspace` (a folder) in the workbench with the extensions under development (`extensions`: folders) and
 * runs `tests` (a CommonJS file that exports `run()`). Test output goes to stdout, notes to stderr.
 * `timeout` is in seconds. Resolves to the exit code: 0 only if `run()` came to its good end.
 */
export async function runTests({ extensions, tests, workspace, userDataDir, extensionsDir, timeout, verbose }) {
  const workbenchLog = [];
  let finish;
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  const onSignal = (signal) => finish({ code: EXIT.interrupted, why: signal });
  for (const signal of signals) process.once(signal, onSignal);
  const onClosedOutput = () => finish({ code: EXIT.interrupted, why: "nobody reads the output" });
  process.stdout.once("error", onClosedOutput);

  let server;
  let browser;
  let output;
  try {
    const mailbox = (name) => path.join(path.dirname(userDataDir), `${name}-${process.pid}`);
    const mark = mailbox("mark");
    const log = mailbox("output");
    output = await follow(log);
    server = await startServer({
      userDataDir,
      extensionsDir,
      verbose,
      env: { RULEHOUND_HOST_TESTS: path.resolve(tests), RULEHOUND_HOST_OUTPUT: log, RULEHOUND_HOST_MARK: mark },
    });
    say(`server listens on ${server.authority}`);

    browser = await launchBrowser();
    const page = await newPage(browser);
    // The workbench calls these two functions if its window has them.
    await page.exposeFunction("codeAutomationLog", (type, values) => {
      const line = `${type}: ${format(...values)}`;
      workbenchLog.push(line);
      if (verbose) console.error(`[workbench] ${line}`);
    });
    await page.exposeFunction("codeAutomationExit", (code) => finish({ code }));
    page.on("crash", () => finish({ code: 1, why: "the page crashed" }));
    const payload = extensions.map((folder) => ["extensionDevelopmentPath", remoteUri(server, folder)]);
    payload.push(["extensionTestsPath", remoteUri(server, inHost)]);
    await page.goto(workbenchUrl(server, workspace, payload), { waitUntil: "commit" });
    say("workbench is open");

    const limit = setTimeout(
      () => finish({ code: EXIT.timedOut, why: `no result within ${timeout} s` }),
      timeout * 1000,
    );
    let { code, why } = await finished;
    clearTimeout(limit);
    // The host still deactivates its extensions, which ends language servers: let it come to its end.
    for (let i = 0; !why && i < 50 && !server.log().includes("Extension Host Process exited"); i++) await sleep(100);
    if (code === 0 && !existsSync(mark)) {
      code = EXIT.hostDied;
      why = "the extension host ended before the tests did";
    }
    say(`extension host ended with code ${code}${why ? `: ${why}` : ""}`);
    if (code > 1 && code !== EXIT.interrupted) console.error([...workbenchLog, "--- server", server.log()].join("\n"));
    return code;
  } finally {
    for (const signal of signals) process.removeListener(signal, onSignal);
    process.stdout.removeListener("error", onClosedOutput);
    await output?.close();
    await browser?.close();
    await server?.stop();
  }
}
