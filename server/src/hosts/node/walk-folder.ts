import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** What a walk may look at. */
export interface WalkOptions {
  /** Folders that links may lead to. */
  readonly within: readonly string[];
  /** Whether to go into a folder of this name. */
  readonly enters: (name: string) => boolean;
  /** How many entries of folders are looked at. */
  readonly entries: number;
  /** Told what is left out: about which path, and a sentence. */
  readonly note: (about: string, note: string) => void;
}

/**
 * The files below a folder, in the order of their names, those of a folder before those of its folders; undefined after
 * each folder, so that the caller may pause. Links are followed as long as they stay in `within`; each folder is visited
 * once, so that links in a circle end.
 */
export function* walkFolder(folder: string, options: WalkOptions): Generator<string | undefined> {
  const roots = options.within.map((root) => realPath(root) ?? root);
  const visited = new Set<string>();
  const open = [folder];
  let seen = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const real = realPath(at);
    if (real === undefined || visited.has(real)) continue;
    visited.add(real);
    const folders: string[] = [];
    for (const entry of entriesOf(at, options)) {
      if (seen++ >= options.entries) {
        options.note(folder, `${folder} has more than ${options.entries} entries; the rest is not looked at.`);
        return;
      }
      const full = path.join(at, entry.name);
      const kind = kindOf(entry, full, roots);
      if (kind === "file") yield full;
      else if (kind === "folder" && options.enters(entry.name)) folders.push(full);
    }
    open.push(...folders.reverse());
    yield undefined;
  }
}

function entriesOf(folder: string, { note }: WalkOptions): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    note(folder, `${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** What an entry is; a link is what it leads to, or nothing when that lies outside of all roots or is not there. */
function kindOf(entry: Dirent, full: string, roots: readonly string[]): "file" | "folder" | undefined {
  if (!entry.isSymbolicLink()) return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : undefined;
  const real = realPath(full);
  if (real === undefined || !roots.some((root) => isWithin(root, real))) return undefined;
  const found = statSync(real, { throwIfNoEntry: false });
  return found?.isDirectory() === true ? "folder" : found?.isFile() === true ? "file" : undefined;
}

/** The path without links; undefined when nothing is there or it may not be reached. */
export function realPath(at: string): string | undefined {
  try {
    return realpathSync(at);
  } catch {
    return undefined;
  }
}

/** Where a path or pattern leads: without the links in that part of it that is there. */
export function realPlace(file: string): string {
  for (let at = file; ; at = path.dirname(at)) {
    const real = realPath(at);
    if (real !== undefined) return path.join(real, path.relative(at, file));
    if (path.dirname(at) === at) return file;
  }
}

/** Whether a path is a folder or lies below it. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === "" || (relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}
