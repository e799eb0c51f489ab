import type { Problem } from "#base/problem.ts";
import type { Environment } from "#semantics/environment.ts";
import { type WorkspaceNames, workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { nodeCatalog } from "../node/environment.ts";
import { type NodeWorkspace, openWorkspace } from "../node/workspace.ts";

const NOTHING = workspaceNames([]);

/** The names that the workspace's folders define: none until they are read, which leaves the server free meanwhile. */
export class WorkspaceFolders {
  #read: NodeWorkspace | undefined;
  #opening = 0;
  /** What came in while the folders were being read. */
  readonly #edits = new Map<string, string>();
  readonly #changes = new Set<string>();
  #problems: { readonly names: WorkspaceNames; readonly of: ReadonlyMap<string, readonly Problem[]> } | undefined;
  folders: readonly string[] = [];
  /** Called when names, or only what is wrong with their files, may have changed without being asked for. */
  changed: (what: "names" | "problems") => void = () => {};

  /** The names with their places; those of files that are open in the editor as they stand there. */
  get names(): WorkspaceNames {
    return this.#read?.names ?? NOTHING;
  }

  /** The paths of files of definitions whose text holds some characters. */
  definitionFiles(text: string): readonly string[] {
    const files = this.#read?.files ?? [];
    return files.flatMap((file) => (file.kind === "definitions" && file.text.includes(text) ? [file.path] : []));
  }

  /** The unsaved texts of files that define names, by path. */
  get edits(): ReadonlyMap<string, string> {
    return this.#edits;
  }

  /** Reads the folders, then their tables; tells after each. Folders that are opened later win. */
  async open(folders: readonly string[]): Promise<void> {
    this.#opening += 1;
    const turn = this.#opening;
    this.folders = folders;
    const read = await openWorkspace(folders);
    if (turn !== this.#opening) return;
    read.reread([...this.#changes]);
    for (const [file, text] of this.#edits) read.edit(file, text);
    this.#changes.clear();
    this.#read = read;
    this.changed("names");
    await this.#readTables();
  }

  /** Reads paths anew that were made, changed or removed; gives whether the names may be others. */
  reread(paths: readonly string[]): boolean {
    if (this.#read === undefined) for (const one of paths) this.#changes.add(one);
    const isOther = this.#read?.reread(paths) === true;
    if (isOther) void this.#readTables();
    return isOther;
  }

  /** Takes the text of a file in the editor, undefined when it is closed; gives whether the names may be others. */
  edit(file: string, text: string | undefined): boolean {
    if (text === undefined) this.#edits.delete(file);
    else this.#edits.set(file, text);
    return this.#read?.edit(file, text) === true;
  }

  /** What is wrong with the files that define names, and what of them was left out, by path. */
  problems(environment: Environment): ReadonlyMap<string, readonly Problem[]> {
    const { names } = this;
    if (this.#problems?.names === names) return this.#problems.of;
    const of = new Map(names.problems(nodeCatalog(), environment.dialect));
    const add = (file: string, problems: readonly Problem[]) => of.set(file, [...(of.get(file) ?? []), ...problems]);
    for (const [file, problems] of this.#read?.tableProblems ?? []) add(file, problems);
    for (const { path: about, isFolder, message } of this.#read?.notes ?? [])
      if (!isFolder) add(about, [noteProblem(message)]);
    this.#problems = { names, of };
    return of;
  }

  /** What was left out of whole folders, which no diagnostic can stand on. */
  get folderNotes(): readonly string[] {
    return (this.#read?.notes ?? []).filter(({ isFolder }) => isFolder).map(({ message }) => message);
  }

  async #readTables(): Promise<void> {
    await this.#read?.readTables();
    this.#problems = undefined;
    this.changed("problems");
  }
}

function noteProblem(message: string): Problem {
  return { code: "workspace/not-read", severity: "warning", span: { start: 0, end: 0 }, message };
}
