#!/usr/bin/env node
// Installs the stand-in for a desktop VS Code: the VS Code server of the npm package code-server, the Node it is made
// for, and Chromium. Node built-ins only; safe to repeat.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, findProgram, hostFolder, STAMP, serverNode, serverProgram, VERSIONS } from "./parts.mjs";

const say = (text) => console.error(`[vscode-host] ${text}`);

async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"], ...options });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: exit code ${code}`);
}

/** Debian's Chromium, with a font that has all the glyphs of the workbench's pictures. */
async function ensureChromium() {
  if (findChromium()) return;
  const packages = ["chromium", "fontconfig", "fonts-dejavu-core"];
  const byHand = `Install it (apt-get install ${packages.join(" ")}), or set CHROMIUM to the path of a Chromium or Chrome.`;
  if (!findProgram("apt-get")) throw new Error(`No Chromium on PATH, and no apt-get to install it. ${byHand}`);
  if (process.getuid?.() !== 0) throw new Error(`No Chromium on PATH, and only root may install it. ${byHand}`);
  say("No Chromium on PATH: installing Debian's with apt-get (about 110 MB to fetch, a minute)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  const install = ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "--no-install-recommends", ...packages];
  await run("apt-get", install, { env });
  if (!findChromium()) throw new Error(`apt-get installed no Chromium. ${byHand}`);
}

/** Extensions and modules that only look for the network, or weigh much and serve nothing here. */
const UNUSED = [
  ...["copilot", "github", "github-authentication", "microsoft-authentication"].map((name) => `extensions/${name}`),
  ...["mermaid-markdown-features", "tunnel-forwarding"].map((name) => `extensions/${name}`),
  ...["@github/copilot-sdk", "@microsoft/mxc-sdk", "@devcontainers"].map((name) => `node_modules/${name}`),
  "node_modules/@vscode/windows-process-tree",
];

async function installServer(folder) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: VERSIONS }, null, 2),
  );
  // code-server's own install script demands Node 24 as the running Node and compiles what is not needed here.
  say(
    `Fetching ${Object.entries(VERSIONS)
      .map((part) => part.join(" "))
      .join(", ")}`,
  );
  await run("npm", ["install", "--ignore-scripts", "--no-package-lock", ...quiet], { cwd: folder });

  const node = serverNode(folder);
  const program = serverProgram(folder);
  const nodePackage = path.dirname(path.dirname(node));
  // From here on npm runs on the server's Node, so that whatever is compiled fits it.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
  say("Fetching the modules of the VS Code server");
  // `npm ci` refuses the shrinkwrap of that folder: it lacks an entry.
  const modules = ["install", "--omit=dev", "--ignore-scripts", ...quiet];
  await run("npm", modules, { cwd: program, env });
  await run("npm", modules, { cwd: path.join(program, "extensions"), env });

  say("Compiling spdlog, which output channels and log files need, and the watchdog of child processes");
  try {
    const headers = { ...env, npm_config_nodedir: nodePackage };
    await run("npm", ["rebuild", "--loglevel=error", "@vscode/spdlog", "@vscode/native-watchdog"], {
      cwd: program,
      env: headers,
    });
  } catch (error) {
    say(`Warning: ${error.message}. All but output channels and log files works without it.`);
  }
  for (const part of UNUSED) await rm(path.join(program, part), { recursive: true, force: true });
}

const stampOf = (folder) => readFile(path.join(folder, "stamp"), "utf8").catch(() => "");

/**
 * Makes sure that the stand-in is there and returns its folder. Does nothing when it is. The new installation
 * is made beside its place and moved there when complete, so that an interrupted one is never taken for whole.
 * Without `browser` Chromium is left alone: whoever opens the address brings one.
 */
export async function ensureHost({ browser = true } = {}) {
  const folder = hostFolder();
  if (browser) await ensureChromium();
  if ((await stampOf(folder)) === STAMP) return folder;
  if (process.platform === "win32") {
    throw new Error("The stand-in for a desktop VS Code runs on Linux and macOS only. Set VSCODE_PATH to a VS Code.");
  }
  const started = Date.now();
  say(`First use: installing a VS Code server into ${folder} (about 520 MB, two minutes)`);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await rm(partial, { recursive: true, force: true });
    await installServer(partial);
    await writeFile(path.join(partial, "stamp"), STAMP);
    await putInPlace(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
  return folder;
}

async function putInPlace(partial, folder) {
  if ((await stampOf(folder)) === STAMP) return; // Another process was faster.
  // What stands in the way has another stamp, or none: it is ours only if it looks like an installation.
  if (existsSync(folder)) {
    if (!existsSync(path.join(folder, "node_modules/code-server"))) {
      throw new Error(
        `${folder} exists and is not an installation of this script: remove it, or choose another folder.`,
      );
    }
    await rm(folder, { recursive: true, force: true });
  }
  await rename(partial, folder);
}

/** Runs a program of the installation and returns its output; for the report of versions. */
const firstLine = (file, args) =>
  new Promise((resolve, reject) => {
    execFile(file, args, (error, out) => (error ? reject(error) : resolve(out.trim().split("\n")[0])));
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const folder = await ensureHost();
    say(`Ready: ${folder}, VS Code server of code-server ${VERSIONS["code-server"]}`);
    say(
      `       Node ${await firstLine(serverNode(folder), ["--version"])}, ${await firstLine(findChromium(), ["--version"])}`,
    );
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
