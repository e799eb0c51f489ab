import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";
import { codeFolder } from "./cache-folder.ts";
import { CodeCache } from "./code-cache.ts";

/** The first line of a bundle, which scripts/build.mjs writes: what the rest hashes to. */
const BUILD = /^\/\/ build ([0-9a-f]{64})\n/;

/** A bundle that was run. */
export interface RunningBundle {
  readonly exports: unknown;
  /** Keeps what of it is compiled by now for the next start, if that one has nothing yet. */
  readonly keep: () => void;
}

/**
 * Runs a bundle in CommonJS as `require` does, with the code that was compiled in an earlier run, as far as there is one.
 * `name` tells the uses of a bundle apart that run different parts of it.
 */
export function runBundle(file: string, name: string): RunningBundle {
  const text = readFileSync(file, "utf8");
  const cache = cacheOf(text, name);
  const kept = cache?.read();
  // The text begins in the first line, behind which nothing stands in it, so that places in the file stay right.
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
  const script = new Script(wrapped, { filename: file, ...(kept === undefined ? {} : { cachedData: kept }) });
  const module = { exports: {} as unknown };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  const isUsed = kept !== undefined && script.cachedDataRejected !== true;
  return { exports: module.exports, keep: () => (isUsed ? cache?.touch() : cache?.write(script)) };
}

function cacheOf(text: string, name: string): CodeCache | undefined {
  const build = BUILD.exec(text)?.[1];
  const folder = build === undefined ? undefined : codeFolder();
  return build === undefined || folder === undefined ? undefined : new CodeCache({ folder, name, build });
}
