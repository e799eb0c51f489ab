import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RuleIndex } from "#analysis/rule-index.ts";
import { isSkipped, mayHoldRules } from "./rule-paths.ts";

/** Files larger than this are opened by hand, not indexed. */
const LARGEST = 2 << 20;
/** Milliseconds of work after which the server's other work gets its turn. */
const SLICE = 15;
/** How many files are being read from the disk at once. */
const TOGETHER = 16;
const MOST_FILES = 50_000;

/** Reads the rule files below folders into an index, in slices. Unreadable files are passed over: opening them says why. */
export async function indexRules(folders: readonly string[], index: RuleIndex, signal: AbortSignal): Promise<number> {
  let files = 0;
  let turn = performance.now();
  for await (const together of inGroups(filesBelow(folders))) {
    const texts = await Promise.all(together.map(textOf));
    for (const [n, file] of together.entries()) {
      if (signal.aborted || files >= MOST_FILES) return files;
      const text = texts[n];
      if (text !== undefined) index.set(pathToFileURL(file).href, text);
      files += 1;
      if (performance.now() - turn < SLICE) continue;
      await new Promise((resolve) => setImmediate(resolve));
      turn = performance.now();
    }
  }
  return files;
}

async function* inGroups(files: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let group: string[] = [];
  for await (const file of files) {
    group.push(file);
    if (group.length < TOGETHER) continue;
    yield group;
    group = [];
  }
  yield group;
}

/** The text of a file that may be indexed; undefined when it is too large, gone or not readable. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > LARGEST ? undefined : await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}

async function* filesBelow(folders: readonly string[]): AsyncGenerator<string> {
  const pending = [...folders];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && !isSkipped(entry.name)) pending.push(file);
      else if (entry.isFile() && mayHoldRules(file)) yield file;
    }
  }
}
