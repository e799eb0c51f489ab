import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { FileProblem } from "../node/files.ts";
import { isSkipped, mayHoldRules } from "../node/rule-paths.ts";
import { workspaceAround } from "../node/workspace-around.ts";

/** A rule file with its text, or with the reason why it could not be read. */
export interface RuleText {
  readonly path: string;
  readonly text: string;
  readonly problem?: string;
}

/** Larger files are no rules: they are named, not read. */
const LARGEST = 16 << 20;

/** The files of the paths, folders searched for rule files in the order of their names. Throws a {@link FileProblem}. */
export async function* ruleFiles(paths: readonly string[]): AsyncGenerator<RuleText> {
  for (const given of paths) {
    const found = await stat(given).catch(() => undefined);
    if (found === undefined) throw new FileProblem(`${given}: there is no such file or folder.`);
    if (found.isDirectory()) yield* inFolder(given);
    else yield await ruleText(given);
  }
}

async function* inFolder(folder: string): AsyncGenerator<RuleText> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, text: "", problem: `the folder cannot be read: ${reason(error)}` };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isSkipped(entry.name)) yield* inFolder(file);
    } else if (entry.isFile() && mayHoldRules(file)) yield await ruleText(file);
  }
}

async function ruleText(file: string): Promise<RuleText> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST)
      return { path: file, text: "", problem: `${size} bytes are more than a rule file has; it is left out.` };
    return { path: file, text: await readFile(file, "utf8") };
  } catch (error) {
    return { path: file, text: "", problem: `the file cannot be read: ${reason(error)}` };
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The folders whose macros and lookups are in force for rules at these paths: the workspace around each. */
export function foldersAround(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((given) => workspaceAround(given) ?? []))];
}
