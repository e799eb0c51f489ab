// Facts about the checkout and small tools that all scripts share. Node built-ins only: node_modules may be missing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the checkout. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** The path of a file of the checkout, from its path relative to the root. */
export const at = (...parts) => path.join(ROOT, ...parts);

/** The package that `npm run package` makes. */
export const VSIX = at("rulehound.vsix");

/** Runs a command in the root with the terminal's own input and output; resolves to its exit code. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
  const [code, signal] = await once(child, "exit");
  return code ?? (signal ? 128 : 1);
}

/** Runs one of this project's scripts (`scripts/NAME`) with the Node that runs now. */
export const runScript = (name, args = [], options = {}) =>
  run(process.execPath, [at("scripts", name), ...args], options);

/** Runs npm: the one that started this script, else the one on PATH. */
export function npm(args, options = {}) {
  const started = process.env.npm_execpath;
  if (started?.endsWith(".js")) return run(process.execPath, [started, ...args], options);
  return run("npm", args, { shell: process.platform === "win32", ...options });
}

/** Runs the command of an installed npm package, e.g. `runTool("vitest", ["run"])`. */
export async function runTool(packageName, args, options = {}) {
  const folder = at("node_modules", packageName);
  const { bin } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const program = typeof bin === "string" ? bin : Object.values(bin)[0]; // The main command comes first.
  return run(process.execPath, [path.join(folder, program), ...args], options);
}
