import type { Problem } from "#base/problem.ts";
import type { Names } from "#semantics/workspace/names.ts";
import type { WorkspaceFile } from "#semantics/workspace/workspace-file.ts";
import {
  workspaceNames as namesOfFiles,
  readAhead,
  type WorkspaceNames,
} from "#semantics/workspace/workspace-names.ts";
import { FolderFiles, type WorkspaceLimits, type WorkspaceNote } from "./folder-files.ts";
import { TableProblems } from "./table-problems.ts";

/** How much of a workspace is read: entries of folders, files, and bytes of definitions and tables. */
export const WORKSPACE_LIMITS: WorkspaceLimits = {
  entries: 200_000,
  files: 10_000,
  definitionBytes: 8 << 20,
  tableBytes: 64 << 20,
};

/** Milliseconds of reading after which other work gets its turn. */
const TURN = 8;

/** The names that folders define, kept current by telling which paths changed. */
export interface NodeWorkspace {
  /** The names with their places and problems; the same object until a file changes. */
  readonly names: WorkspaceNames;
  /** The files themselves. */
  readonly files: readonly WorkspaceFile[];
  /** What was left out of the reading and why. */
  readonly notes: readonly WorkspaceNote[];
  /** What is wrong with the tables that {@link NodeWorkspace.readTables} has read, by path. */
  readonly tableProblems: ReadonlyMap<string, readonly Problem[]>;
  /**
   * Reads paths anew that were made, changed or removed, folders too. Gives whether a file that defines names is among
   * them, so that `names` is a new object.
   */
  reread(paths: readonly string[]): boolean;
  /**
   * Takes the text of a file that is being edited, which counts instead of the one on disk until undefined gives it back.
   * Gives what `reread` gives.
   */
  edit(path: string, text: string | undefined): boolean;
  /** Reads the tables that are not too large for it, to find what is wrong with them. Other work goes on meanwhile. */
  readTables(): Promise<void>;
}

/**
 * Finds and reads the files below folders that define names: Splunk's .conf files, content packs' `macros/*.yml` and
 * `lookups/*.yml`, overlays, and `lookups/*.csv`, whose rows are read only when a search asks for them. Hidden folders but
 * `.rulehound`, and `node_modules`, are passed over, and links that leave the folders. Other work of the program goes on
 * meanwhile. What cannot be read is in `notes`; never rejects for it.
 */
export async function openWorkspace(
  folders: readonly string[],
  limits: WorkspaceLimits = WORKSPACE_LIMITS,
): Promise<NodeWorkspace> {
  const files = new FolderFiles(folders, limits);
  await inTurns(files.scan(), (file) => {
    if (file !== undefined) readAhead(file);
  });
  return keepNames(files);
}

/** Does a work step by step, and lets other work of the program have its turn between. */
async function inTurns<T>(steps: Iterable<T>, work: (step: T) => void): Promise<void> {
  let turn = performance.now();
  for (const step of steps) {
    work(step);
    if (performance.now() - turn < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turn = performance.now();
  }
}

/** The same for programs that have nothing else to do meanwhile. */
export function openWorkspaceSync(
  folders: readonly string[],
  limits: WorkspaceLimits = WORKSPACE_LIMITS,
): NodeWorkspace {
  const files = new FolderFiles(folders, limits);
  for (const _ of files.scan());
  return keepNames(files);
}

/** The names that folders define now. */
export function workspaceNames(folders: readonly string[]): Names {
  return openWorkspaceSync(folders).names.names;
}

function keepNames(files: FolderFiles): NodeWorkspace {
  let names: WorkspaceNames | undefined;
  const tables = new TableProblems();
  const forget = (changed: boolean): boolean => {
    if (changed) names = undefined;
    return changed;
  };
  return {
    get names() {
      names ??= namesOfFiles(files.files);
      return names;
    },
    get files() {
      return files.files;
    },
    get notes() {
      return files.notes;
    },
    get tableProblems() {
      return tables.of(files.files);
    },
    reread: (paths) => forget(files.reread(paths)),
    edit: (path, text) => forget(files.edit(path, text)),
    readTables: () => inTurns(files.files, (file) => tables.read(file)),
  };
}
