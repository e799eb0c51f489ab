import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";

/** The server's program, beside this bundle. */
const PROGRAM = "server.cjs";

/**
 * Starts the language server in a process of its own, which ends with the extension host. It is debuggable
 * when the extension host is. The folder in which it runs is that of the extension host: no file is looked for there.
 */
export function startServer(): ChildProcess {
  const server = fork(path.join(__dirname, PROGRAM), ["--node-ipc", `--clientProcessId=${process.pid}`], {
    execArgv: isDebugged() ? ["--nolazy", "--inspect=6019"] : [],
    // The extension host of a desktop VS Code is an Electron, which is told so to be a Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
    silent: true,
  });
  server.on("error", () => {
    // One that could not be started is not connected: the client sees that and says it.
  });
  return server;
}

function isDebugged(): boolean {
  return process.execArgv.some((flag) => /^--inspect(-brk)?(=|$)/.test(flag));
}
