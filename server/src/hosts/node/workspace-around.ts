import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileKind } from "#semantics/workspace/file-kind.ts";

/** How far up is looked when neither a root nor a repository bounds the way. */
const MOST_LEVELS = 4;
/** Folders of an app or pack that are never the whole of it. */
const PARTS = ["default", "local", "macros", "lookups"];

/**
 * The folder of the app or content pack that a rule belongs to, for a program that is given a path alone: the nearest
 * folder at or above it with an app's or pack's files (`default/macros.conf`, `macros/*.yml`, …), or the nearest one with
 * `.rulehound/`, whichever holds the other. The way up ends at `root`, else at the repository's folder, else after a few
 * levels. Without such a folder: a folder that was given itself, and undefined for a file.
 */
export function workspaceAround(given: string, root?: string): string | undefined {
  const at = path.resolve(given);
  const isFolder = statSync(at, { throwIfNoEntry: false })?.isDirectory() === true;
  let pack: string | undefined;
  let overlay: string | undefined;
  for (const folder of foldersAbove(
    isFolder ? at : path.dirname(at),
    root === undefined ? undefined : path.resolve(root),
  )) {
    if (holdsDefinitions(folder, PARTS)) pack ??= folder;
    else if (!PARTS.includes(path.basename(folder)) && holdsDefinitions(folder, ["."])) pack ??= folder;
    if (holdsDefinitions(folder, [".rulehound"])) overlay ??= folder;
  }
  if (pack !== undefined && overlay !== undefined) return pack.length < overlay.length ? pack : overlay;
  return pack ?? overlay ?? (isFolder ? at : undefined);
}

/** A folder and those above it, nearest first. */
function foldersAbove(folder: string, root: string | undefined): readonly string[] {
  const folders: string[] = [];
  let repository: number | undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    folders.push(at);
    if (at === root) return folders;
    if (repository === undefined && existsSync(path.join(at, ".git"))) repository = folders.length;
    if (path.dirname(at) === at) break;
  }
  // A root that does not hold the path bounds nothing.
  return folders.slice(0, repository ?? MOST_LEVELS);
}

function holdsDefinitions(folder: string, below: readonly string[]): boolean {
  return below.some((name) => {
    const at = path.join(folder, name);
    return entriesOf(at).some((entry) => fileKind(path.join(at, entry)) !== undefined);
  });
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
