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
  /** Keeps what of it and of its parts is compiled by now for the next start, where that one has nothing yet. */
  readonly keep: () => void;
}

/** A bundle or a part of it, as it runs. */
interface RunningPart {
  readonly exports: unknown;
  readonly keep: () => void;
}

/** The name of a part in the name of its file: between the program's and what it hashes to. */
const PART = /^[a-z]+-([a-z]+)-[0-9A-Z]+\.cjs$/;

/**
 * Runs a bundle in CommonJS as `require` does, with the code that was compiled in an earlier run, as far as there is one. Parts
 * of it, files beside it that it asks for, are run so too. `name` tells the uses of a bundle apart that run different code of it.
 */
export function runBundle(file: string, name: string): RunningBundle {
  const folder = path.dirname(file);
  const others = createRequire(file);
  const parts = new Map<string, RunningPart>();
  const require = (id: string): unknown => {
    const part = PART.exec(id.slice("./".length));
    if (!id.startsWith("./") || part === null) return others(id);
    return run(path.join(folder, id), `${name}-${part[1]}`).exports;
  };
  const run = (one: string, as: string): RunningPart => {
    const running = parts.get(one) ?? runPart(one, as, require);
    parts.set(one, running);
    return running;
  };
  const { exports } = run(file, name);
  return {
    exports,
    keep: () => {
      for (const { keep } of parts.values()) keep();
    },
  };
}

function runPart(file: string, name: string, require: (id: string) => unknown): RunningPart {
  const text = readFileSync(file, "utf8");
  const cache = cacheOf(text, name);
  const kept = cache?.read();
  // The text begins in the first line, behind which nothing stands in it, so that places in the file stay right.
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
  const script = new Script(wrapped, { filename: file, ...(kept === undefined ? {} : { cachedData: kept }) });
  const module = { exports: {} as unknown };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, require, module, file, path.dirname(file));
  const isUsed = kept !== undefined && script.cachedDataRejected !== true;
  return { exports: module.exports, keep: () => (isUsed ? cache?.touch() : cache?.write(script)) };
}

function cacheOf(text: string, name: string): CodeCache | undefined {
  const build = BUILD.exec(text)?.[1];
  const folder = build === undefined ? undefined : codeFolder();
  return build === undefined || folder === undefined ? undefined : new CodeCache({ folder, name, build });
}
