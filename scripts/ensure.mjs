// What a script may need before it can start: installed packages, and a build that is not older than its sources.
// Each function says what it does, does nothing when nothing is to do, and is safe to repeat.
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { at, npm, runScript } from "./project.mjs";

const readJson = async (file) => JSON.parse(await readFile(file, "utf8"));

/** Packages for other platforms are in the lockfile and not on the disk. */
const mayLack = ({ optional, devOptional }) => optional || devOptional;

/** The first package of the lockfile that is not installed as locked, or undefined. */
async function firstMissing() {
  const hidden = at("node_modules/.package-lock.json"); // npm's own record of what it put into node_modules.
  if (!existsSync(hidden)) return "node_modules";
  const installed = (await readJson(hidden)).packages;
  const locked = Object.entries((await readJson(at("package-lock.json"))).packages);
  const missing = locked.find(
    ([name, entry]) => name !== "" && !mayLack(entry) && installed[name]?.version !== entry.version,
  );
  return missing?.[0];
}

/** Installs the npm packages of the lockfile when one is missing. */
export async function ensureInstalled() {
  const missing = await firstMissing();
  if (missing === undefined) return;
  console.error(`Installing the npm packages, once (${missing} is missing): npm ci`);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  if ((await npm(["ci", ...quiet])) === 0) return;
  // A registry that lacks the packages of other platforms makes npm write, and then refuse, a lockfile without them.
  console.error("npm ci failed: trying npm install --no-save, which takes the locked versions as far as they go");
  const code = await npm(["install", "--no-save", ...quiet]);
  if (code !== 0) throw new Error(`npm install failed with exit code ${code}`);
}

/** The time of the newest file under these files and folders. */
async function newest(...names) {
  let time = 0;
  for (const name of names) {
    if (!existsSync(at(name))) continue;
    const entries = (await stat(at(name))).isDirectory() ? await readdir(at(name), { recursive: true }) : [""];
    for (const entry of entries) time = Math.max(time, (await stat(at(name, entry))).mtimeMs);
  }
  return time;
}

/** Bundles the sources into dist/ when one is newer than the last build; installs packages first if need be. */
export async function ensureBuilt() {
  await ensureInstalled();
  const built = await newest("dist/built");
  if (built > (await newest("server/src", "client/src", "package.json", "scripts/build.mjs"))) return;
  console.error("Building, since a source is newer than the build: npm run build");
  const code = await runScript("build.mjs", [], { stdio: ["ignore", 2, 2] });
  if (code !== 0) throw new Error(`The build failed with exit code ${code}`);
}
