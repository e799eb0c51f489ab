import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { RuleIds } from "#analysis/rule-ids.ts";
import type { RuleSurroundings, SampleState } from "#checks/surroundings.ts";
import { pathPattern } from "./path-pattern.ts";
import { isWithin, realPlace } from "./walk-folder.ts";

/** What surrounds a rule file on disk. */
export interface RuleFileAround {
  /** Absolute path of the rule file. */
  readonly file: string;
  /** Absolute paths of the workspace's folders; without any, nothing is outside. */
  readonly folders: readonly string[];
  readonly ids: RuleIds;
  /** The absolute path of a file by its key among the ids. */
  readonly pathOf: (key: string) => string;
  readonly today: string | undefined;
}

/** Entries that are looked at for one path with wildcards; beyond, nothing is said. */
const MOST_ENTRIES = 20_000;

/** What is known around a rule file: other rules with its id, and whether its samples exist. */
export function ruleSurroundings({ file, folders, ids, pathOf, today }: RuleFileAround): RuleSurroundings {
  return {
    ...(today !== undefined && { today }),
    otherRulesWithId: (id) => {
      const others = new Set(ids.filesWith(id).map(pathOf));
      others.delete(file);
      return [...others].map((other) => shownPath(other, folders)).sort();
    },
    sample: (written) => sampleState(written, path.dirname(file), folders),
  };
}

/** A path as people read it: relative to the folder of the workspace that holds it. */
function shownPath(file: string, folders: readonly string[]): string {
  const folder = folders.find((one) => isWithin(one, file));
  return folder === undefined ? file : path.relative(folder, file);
}

function sampleState(written: string, folder: string, folders: readonly string[]): SampleState | undefined {
  const wild = written.search(/[*?]/);
  const fixed = wild < 0 ? written : written.slice(0, written.lastIndexOf("/", wild) + 1);
  const at = path.resolve(folder, fixed);
  if (folders.length > 0 && !isInside(at, [folder, ...folders])) return "outside";
  if (!existsSync(at)) return "missing";
  return wild < 0 ? "found" : wildState(at, written.slice(fixed.length));
}

/** Whether a file below a folder fits a pattern; undefined when the folder is too large to tell. */
function wildState(folder: string, pattern: string): SampleState | undefined {
  const fits = pathPattern(pattern);
  const deep = pattern.includes("/") || pattern.includes("**");
  const pending = [""];
  let seen = 0;
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    for (const entry of entriesOf(path.join(folder, below))) {
      if (++seen > MOST_ENTRIES) return undefined;
      const name = `${below}${entry.name}`;
      if (entry.isDirectory() && deep) pending.push(`${name}/`);
      if (!entry.isDirectory() && fits(name)) return "found";
    }
  }
  return "missing";
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether a path lies in one of the folders, also after links are followed: nothing elsewhere is looked at. */
function isInside(at: string, roots: readonly string[]): boolean {
  if (!roots.some((root) => isWithin(root, at))) return false;
  const real = realPlace(at);
  return roots.some((root) => isWithin(realPlace(root), real));
}
