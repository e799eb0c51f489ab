import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { FileProblem } from "../node/files.ts";
import { isSkipped, mayHoldRules } from "../node/rule-paths.ts";
import { workspaceAround } from "../node/workspace-around.ts";

/** A rule file with its text. */
export interface RuleText {
  readonly path: string;
  readonly text: string;
}

/** The files of the paths, folders searched for rule files in the order of their names. Throws a {@link FileProblem}. */
export async function* ruleFiles(paths: readonly string[]): AsyncGenerator<RuleText> {
  for (const given of paths) {
    const found = await stat(given).catch(() => undefined);
    if (found === undefined) throw new FileProblem(`${given}: there is no such file or folder.`);
    if (found.isDirectory()) yield* inFolder(given);
    else yield { path: given, text: await readFile(given, "utf8") };
  }
}

async function* inFolder(folder: string): AsyncGenerator<RuleText> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isSkipped(entry.name)) yield* inFolder(file);
    } else if (entry.isFile() && mayHoldRules(file)) yield { path: file, text: await readFile(file, "utf8") };
  }
}

/** The folders whose macros and lookups are in force for rules at these paths: the workspace around each. */
export function foldersAround(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((given) => workspaceAround(given) ?? []))];
}
