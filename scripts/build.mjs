#!/usr/bin/env node
// Bundles the sources: `node scripts/build.mjs [--production] [--tests]`.
//   dist/      what is shipped: extension, language server, run worker, CLI, and the catalog's data
//   out-test/  with --tests: the runner of the VS Code suite, and the suite itself
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { at } from "./project.mjs";

const { values: options } = parseArgs({
  options: { production: { type: "boolean", default: false }, tests: { type: "boolean", default: false } },
});

await ensureInstalled();
const esbuild = await import("esbuild");

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

const common = {
  absWorkingDir: at(),
  bundle: true,
  platform: "node",
  target: "node20",
  // What is packaged has no maps: they stay beside it, to make stack traces of users readable.
  sourcemap: options.production ? "external" : true,
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
  const banner = { js: EXECUTABLE.has(name) ? "#!/usr/bin/env node" : buildLine(NO_HASH) };
  const places = { entryPoints: [entry], outfile: path.join("dist", name) };
  const options = { ...common, ...places, banner, format: "cjs", external: ["vscode"], write: false };
  const { outputFiles } = await esbuild.build(options);
  await mkdir(at("dist"), { recursive: true });
  for (const { path: file, text, contents } of outputFiles) {
    const hash = createHash("sha256").update(contents).digest("hex");
    await writeFile(file, file.endsWith(".map") ? text : text.replace(buildLine(NO_HASH), buildLine(hash)));
  }
}

async function copyCatalog() {
  const data = at("server/src/catalog/data");
  if (!existsSync(data)) return;
  await mkdir(at("dist/catalog"), { recursive: true });
  for (const name of await readdir(data)) {
    if (name.endsWith(".json")) await cp(path.join(data, name), at("dist/catalog", name));
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
const present = Object.entries(SHIPPED).filter(([, entry]) => existsSync(at(entry)));
await Promise.all(present.map(bundleShipped));
await copyCatalog();
if (options.tests) await bundleTests();
await mkdir(at("dist"), { recursive: true });
await removeOlder(at("dist"), begun);
if (options.tests) await removeOlder(at("out-test"), begun);
await writeFile(at("dist/built"), ""); // Its time tells scripts/ensure.mjs whether a source is newer.
console.log(
  `Built in ${((performance.now() - started) / 1000).toFixed(1)} s${options.production ? ", minified" : ""}:`,
);
await printSizes(at("dist"));
