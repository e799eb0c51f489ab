import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cachedDataVersionTag } from "node:v8";
import type { Script } from "node:vm";

/** How many files of one program are kept: those of the versions of Node and of Rulehound that were used last. */
const KEPT = 3;
const DIGEST_BYTES = 32;

/** Where the compiled code of a program is kept. */
export interface CodePlace {
  readonly folder: string;
  /** The program's name; letters and `-`. */
  readonly name: string;
  /** What its text hashes to. */
  readonly build: string;
}

/**
 * The compiled code of a program, as V8 made it earlier. V8 takes back only what it made itself, in the same version with the
 * same flags for the same processor, which the file's name says; that the bytes are whole is for us to see, by their digest.
 */
export class CodeCache {
  readonly #place: CodePlace;
  readonly #tag = cachedDataVersionTag();
  readonly #file: string;

  constructor(place: CodePlace) {
    this.#place = place;
    this.#file = path.join(place.folder, `${place.name}-${place.build}-${this.#tag.toString(16)}.code`);
  }

  /** The code that is kept; undefined when there is none, or its file is broken. */
  read(): Buffer | undefined {
    try {
      const bytes = readFileSync(this.#file);
      const code = bytes.subarray(DIGEST_BYTES);
      return digest(code).equals(bytes.subarray(0, DIGEST_BYTES)) ? code : undefined;
    } catch {
      return undefined; // There is none yet: the program is compiled as without a cache.
    }
  }

  /** Keeps what is compiled of a program by now, and removes files that were not used for long. */
  write(script: Script): void {
    if (cachedDataVersionTag() !== this.#tag) return; // Flags were changed meanwhile: V8 would refuse the code.
    const code = script.createCachedData();
    const fresh = `${this.#file}.${process.pid}`;
    try {
      writeFileSync(fresh, Buffer.concat([digest(code), code]), { mode: 0o600, flag: "wx" });
      renameSync(fresh, this.#file); // Other windows see the old file or the new one, never a part.
      this.#removeOld();
    } catch {
      rmSync(fresh, { force: true }); // A full or read-only disk: the next start compiles again.
    }
  }

  /** Says that the code was used, so that it is not removed. */
  touch(): void {
    const now = new Date();
    try {
      utimesSync(this.#file, now, now);
    } catch {
      // Another window has removed it; the next start writes it again.
    }
  }

  #removeOld(): void {
    const { folder, name } = this.#place;
    const own = new RegExp(`^${name}-[0-9a-f]+-[0-9a-f]+\\.code(\\.\\d+)?$`);
    const files = readdirSync(folder)
      .filter((file) => own.test(file))
      .map((file) => ({ file, used: statSync(path.join(folder, file)).mtimeMs }))
      .sort((a, b) => b.used - a.used);
    for (const { file } of files.slice(KEPT)) rmSync(path.join(folder, file), { force: true });
  }
}

function digest(bytes: Buffer): Buffer {
  // A first start has nothing to look at, and is spared some milliseconds of loading this.
  const { createHash } = createRequire(process.execPath)("node:crypto") as typeof import("node:crypto");
  return createHash("sha256").update(bytes).digest();
}
