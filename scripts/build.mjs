#!/usr/bin/env node
// Bundles the sources: `node scripts/build.mjs [--production] [--tests] [--out FOLDER] [--only PROGRAM…]`.
//   dist/      what is shipped: extension, language server, run worker, CLI, and the catalog's data; or FOLDER
//   out-test/  with --tests: the runner of the VS Code suite, and the suite itself
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { at } from "./project.mjs";
import { whenWanted } from "./when-wanted.mjs";

const { values: options } = parseArgs({
  options: {
    production: { type: "boolean", default: false },
    tests: { type: "boolean", default: false },
    out: { type: "string", default: "dist" },
    only: { type: "string", multiple: true },
  },
});
const DIST = path.resolve(at(), options.out);

await ensureInstalled();
const esbuild = await import("esbuild");
const { buildParts } = await import("./build-parts.mjs");

/** Bundles and their entry points: those that start, and those that they run with the code that V8 kept of them. */
const SHIPPED = {
  "extension.cjs": "client/src/extension.ts",
  "server.cjs": "server/src/hosts/launch/server.ts",
  "worker.cjs": "server/src/hosts/launch/worker.ts",
  "cli.cjs": "server/src/hosts/launch/cli.ts",
  "client-code.cjs": "client/src/main.ts",
  "server-code.cjs": "server/src/hosts/lsp/main.node.ts",
  "worker-code.cjs": "server/src/hosts/worker/node.ts",
  "cli-code.cjs": "server/src/hosts/cli/main.ts",
};
const EXECUTABLE = new Set(["cli.cjs"]);
/** Those in parts: what they import at need becomes a file of its own. */
const IN_PARTS = new Set(["server-code.cjs", "cli-code.cjs"]);

const common = {
  absWorkingDir: at(),
  bundle: true,
  plugins: [whenWanted],
  platform: "node",
  target: "node20",
  sourcemap: true,
  minifyWhitespace: options.production,
  minifySyntax: options.production,
  minifyIdentifiers: options.production,
  legalComments: "none",
  logLevel: "warning",
};

/** The first line of a bundle: `// build ` and what the rest hashes to, by which compiled code is found again. */
const buildLine = (hash) => `// build ${hash}`;
const NO_HASH = "0".repeat(64);

async function bundleShipped([name, entry]) {
  await mkdir(DIST, { recursive: true });
  if (IN_PARTS.has(name)) {
    const parts = await buildParts({ name, entry, folder: DIST, options: common, banner: buildLine(NO_HASH) });
    for (const { file, text, map } of parts) await writeBundle(file, text, map);
    return;
  }
  const banner = { js: EXECUTABLE.has(name) ? "#!/usr/bin/env node" : buildLine(NO_HASH) };
  const places = { entryPoints: [entry], outfile: path.join(DIST, name), sourcemap: "external" };
  const given = { ...common, ...places, banner, format: "cjs", external: ["vscode"], write: false };
  const { outputFiles } = await esbuild.build(given);
  const textOf = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text;
  await writeBundle(path.join(DIST, name), textOf(".cjs"), textOf(".map"));
}

/** Writes a bundle, which then tells what it hashes to, and its map. */
async function writeBundle(file, text, map) {
  // What is packaged does not name its map: it stays beside it, to make stack traces of users readable.
  const named = options.production ? text : `${text}//# sourceMappingURL=${path.basename(file)}.map\n`;
  const hash = createHash("sha256").update(named).digest("hex");
  await writeFile(file, named.replace(buildLine(NO_HASH), buildLine(hash)));
  await writeFile(`${file}.map`, map);
}

async function copyCatalog() {
  const data = at("server/src/catalog/data");
  if (!existsSync(data)) return;
  await mkdir(path.join(DIST, "catalog"), { recursive: true });
  for (const name of await readdir(data)) {
    if (name.endsWith(".json")) await cp(path.join(data, name), path.join(DIST, "catalog", name));
  }
}

async function bundleTests() {
  const suite = (await readdir(at("client/test/suite"))).filter((name) => name.endsWith(".test.ts"));
  const runner = { entryPoints: ["client/test/run.ts"], outfile: "out-test/run.mjs", packages: "external" };
  await esbuild.build({ ...common, ...runner, format: "esm" });
  await esbuild.build({
    ...common,
    entryPoints: ["client/test/index.ts", ...suite.map((name) => `client/test/suite/${name}`)],
    outdir: "out-test",
    outbase: "client/test",
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    external: ["vscode", "mocha"],
  });
}

/** Removes what an earlier build left. Files are replaced one by one, so that a program that runs keeps its others. */
async function removeOlder(folder, begun) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && (await stat(file)).mtimeMs < begun - 1000) await rm(file);
  }
}

async function printSizes(folder, indent = "  ") {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await printSizes(file, indent);
    else if (!entry.name.endsWith(".map") && entry.name !== "built") {
      const kilobytes = Math.ceil((await stat(file)).size / 1024);
      console.log(`${indent}${`${kilobytes.toLocaleString("en")} kB`.padStart(9)}  ${path.relative(at(), file)}`);
    }
  }
}

const started = performance.now();
const begun = Date.now();
const isWanted = (name) => options.only?.some((program) => name.startsWith(program)) ?? true;
const present = Object.entries(SHIPPED).filter(([name, entry]) => isWanted(name) && existsSync(at(entry)));
await Promise.all(present.map(bundleShipped));
await copyCatalog();
if (options.tests) await bundleTests();
await mkdir(DIST, { recursive: true });
await removeOlder(DIST, begun);
if (options.tests) await removeOlder(at("out-test"), begun);
await writeFile(path.join(DIST, "built"), ""); // Its time tells scripts/ensure.mjs whether a source is newer.
console.log(
  `Built in ${((performance.now() - started) / 1000).toFixed(1)} s${options.production ? ", minified" : ""}:`,
);
await printSizes(DIST);
