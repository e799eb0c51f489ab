// A VS Code server on loopback, out of the installation that install.mjs makes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serverNode, serverProgram } from "./parts.mjs";

/** Settings under which nothing moves, asks or looks for the network. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off", // As on the desktop; a browser workbench saves after a second otherwise.
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Settings under which a folder is opened without trust and without a question about it. */
const RESTRICTED = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};

const entry = () => path.join(serverProgram(), "out/server-main.js");

/** Writes the user settings of a user data folder: the quiet ones, then those already there, then the given. */
export async function writeSettings(userDataDir, settings) {
  const file = path.join(userDataDir, "User/settings.json");
  const present = await readFile(file, "utf8").then(JSON.parse, () => ({}));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...QUIET, ...present, ...settings }, null, 2));
}

/** Installs a .vsix file into an extensions folder. */
export async function installPackage(file, extensionsDir) {
  const home = await mkdtemp(path.join(tmpdir(), "rulehound-install-"));
  const folders = ["--server-data-dir", home, "--extensions-dir", path.resolve(extensionsDir)];
  const args = [
    entry(),
    "--accept-server-license-terms",
    ...folders,
    "--install-extension",
    path.resolve(file),
    "--force",
  ];
  try {
    const child = spawn(serverNode(), args, { stdio: ["ignore", "inherit", "inherit"] });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`installing ${file}: exit code ${code}`);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Starts a server on a free port of 127.0.0.1, with a temporary home unless told other folders.
 *
 * Options: `userDataDir`, `extensionsDir` (folders), `settings` (user settings), `env` (variables that the extension
 * host sees), `port` (0: any free one), `stayUp` (also while no window is open), `token` (a window without it is kept
 * out), `restricted` (folders are opened without trust), `verbose` (server's log to stderr).
 * Gives `{ authority, token, home, log(), stop() }`; `stop` ends the whole process group and removes the temporary home.
 */
export async function startServer(options = {}) {
  const home = await mkdtemp(path.join(tmpdir(), "rulehound-host-"));
  const userDataDir = options.userDataDir ?? path.join(home, "data");
  const extensionsDir = options.extensionsDir ?? path.join(home, "extensions");
  const sockets = path.join(home, "tmp"); // Sockets are left behind; here they go away with the home.
  await mkdir(sockets);
  await writeSettings(userDataDir, { ...(options.restricted ? RESTRICTED : {}), ...options.settings });

  const args = [
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
    ...(options.token ? ["--connection-token", options.token] : ["--without-connection-token"]),
    "--accept-server-license-terms",
    ...(options.restricted ? [] : ["--disable-workspace-trust"]),
    ...["--server-data-dir", home, "--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
    ...["--disable-telemetry", "--telemetry-level", "off"],
    // Without it a built workbench silently ignores extensionDevelopmentPath and extensionTestsPath.
    "--enable-smoke-test-driver",
    // Without it a login shell is started first to learn the environment, which takes seconds.
    "--force-disable-user-env",
    // Should the launcher be killed outright, the server still ends by itself, some minutes later.
    ...(options.stayUp ? [] : ["--reconnection-grace-time", "30", "--enable-remote-auto-shutdown"]),
  ];
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', TMPDIR: sockets };
  const child = spawn(serverNode(), [entry(), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // A process group of its own: stop() reaches its children and nobody else.
    env: { ...environment, XDG_RUNTIME_DIR: sockets, ...options.env },
  });

  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      log += data;
      if (options.verbose) process.stderr.write(data);
    });
  }

  const signalGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== "ESRCH") throw error; // ESRCH: nobody of the group is left, which is what we want.
    }
  };
  const ended = once(child, "exit");
  const stop = async () => {
    signalGroup("SIGTERM");
    await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
    signalGroup("SIGKILL");
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };

  const listening = /Extension host agent listening on (\d+)/;
  const deadline = Date.now() + 60_000;
  while (!listening.test(log)) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The VS Code server did not start:\n${log}`);
    }
    await sleep(20);
  }
  const authority = `127.0.0.1:${listening.exec(log)[1]}`;
  return { authority, token: options.token, home, log: () => log, stop };
}

/** A throw-away copy of a workspace folder under `scope`, so that edits and saves never touch the original. */
export async function copyWorkspace(server, folder, scope) {
  const copy = path.join(server.home, "workspace", scope, path.basename(path.resolve(folder)));
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** How the workbench names a file or folder of this machine. */
export const remoteUri = (server, file) => `vscode-remote://${server.authority}${path.resolve(file)}`;

/** The workbench's address for a folder; `payload` holds further [key, value] pairs for the workbench. */
export function workbenchUrl(server, folder, payload = []) {
  const url = new URL(`http://${server.authority}`);
  url.searchParams.set("folder", path.resolve(folder));
  if (server.token) url.searchParams.set("tkn", server.token);
  const pairs = [["skipWelcome", "true"], ...payload];
  url.searchParams.set("payload", JSON.stringify(pairs));
  return url.href;
}
