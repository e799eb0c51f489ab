import type { Names } from "#semantics/workspace/names.ts";
import { workspaceNames as namesOfFiles, type WorkspaceNames } from "#semantics/workspace/workspace-names.ts";
import { FolderFiles, type WorkspaceLimits } from "./folder-files.ts";

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
  /** What was left out of the reading and why, one sentence each. */
  readonly notes: readonly string[];
  /**
   * Reads paths anew that were made, changed or removed, folders too. Gives whether a file that defines names is among
   * them, so that `names` is a new object.
   */
  reread(paths: readonly string[]): boolean;
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
  let turn = performance.now();
  for (const _ of files.scan()) {
    if (performance.now() - turn < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turn = performance.now();
  }
  return keepNames(files);
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
  return {
    get names() {
      names ??= namesOfFiles(files.files);
      return names;
    },
    get notes() {
      return files.notes;
    },
    reread(paths) {
      const changed = files.reread(paths);
      if (changed) names = undefined;
      return changed;
    },
  };
}
