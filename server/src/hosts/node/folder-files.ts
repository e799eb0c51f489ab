import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileKind } from "#semantics/workspace/file-kind.ts";
import type { Unreadable, WorkspaceFile } from "#semantics/workspace/workspace-file.ts";
import { isWithin, realPath, walkFolder } from "./walk-folder.ts";

/** How much of a workspace is read; what goes beyond is said. */
export interface WorkspaceLimits {
  /** Entries of folders that are looked at. */
  readonly entries: number;
  /** Files that define names. */
  readonly files: number;
  /** Bytes of a file of definitions. */
  readonly definitionBytes: number;
  /** Bytes of a lookup table. */
  readonly tableBytes: number;
}

/** What was left out of the reading: about which file or folder, and why in one sentence. */
export interface WorkspaceNote {
  readonly path: string;
  readonly isFolder: boolean;
  readonly message: string;
}

/** The files of folders that define names. A file that does not change stays the same object. */
export class FolderFiles {
  readonly #folders: readonly string[];
  readonly #limits: WorkspaceLimits;
  readonly #files = new Map<string, WorkspaceFile>();
  readonly #notes = new Map<string, WorkspaceNote>();
  /** Texts that count instead of those on disk. */
  readonly #edited = new Map<string, string>();

  constructor(folders: readonly string[], limits: WorkspaceLimits) {
    this.#folders = folders.map((folder) => path.resolve(folder));
    this.#limits = limits;
  }

  get files(): readonly WorkspaceFile[] {
    return [...this.#files.values()];
  }

  get notes(): readonly WorkspaceNote[] {
    return [...this.#notes.values()];
  }

  /**
   * Takes a text that counts instead of the one on disk, until undefined gives the file back to the disk; gives whether a
   * file that defines names came, went or changed. A table is always read from the disk.
   */
  edit(given: string, text: string | undefined): boolean {
    const at = path.resolve(given);
    const kind = fileKind(at);
    if (kind === undefined || kind === "table") return false;
    if (text === undefined) this.#edited.delete(at);
    else this.#edited.set(at, text);
    return this.reread([at]);
  }

  /** Reads all folders; pauses after each folder and file, which it gives. */
  *scan(): Generator<WorkspaceFile | undefined> {
    for (const folder of this.#folders) yield* this.#readBelow(folder);
  }

  /** Reads paths anew; gives whether a file that defines names came, went or changed. */
  reread(paths: readonly string[]): boolean {
    let changed = false;
    for (const given of paths) {
      const at = path.resolve(given);
      if (!this.#folders.some((folder) => isWithin(folder, at))) continue;
      const before = this.#below(at);
      for (const known of before.keys()) this.#files.delete(known);
      for (const noted of [...this.#notes.keys()]) if (isWithin(at, noted)) this.#notes.delete(noted);
      if (isReachable(at, this.#folders)) this.#readAgain(at);
      const after = this.#below(at);
      changed ||= before.size !== after.size || [...after].some(([name, file]) => !same(file, before.get(name)));
      for (const [name, file] of before) if (same(after.get(name), file)) this.#files.set(name, file);
    }
    return changed;
  }

  #below(at: string): ReadonlyMap<string, WorkspaceFile> {
    return new Map([...this.#files].filter(([file]) => isWithin(at, file)));
  }

  #readAgain(at: string): void {
    const real = realPath(at);
    if (real === undefined && this.#edited.has(at)) this.#readFile(at);
    const roots = this.#folders.map((folder) => realPath(folder) ?? folder);
    if (real === undefined || !roots.some((root) => isWithin(root, real))) return;
    const found = statSync(real, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) for (const _ of this.#readBelow(at));
    else if (found?.isFile() === true && fileKind(at) !== undefined) this.#readFile(at);
  }

  *#readBelow(folder: string): Generator<WorkspaceFile | undefined> {
    const { entries, files } = this.#limits;
    for (const file of walkFolder(folder, { within: this.#folders, enters: isVisited, entries, note: this.#note })) {
      if (file !== undefined && fileKind(file) !== undefined) {
        if (this.#files.size >= files) {
          this.#note(folder, `${folder} has more than ${files} files that define names; the rest is not read.`);
          return;
        }
        this.#readFile(file);
      }
      const read = file === undefined ? undefined : this.#files.get(file);
      if (file === undefined || read !== undefined) yield read;
    }
  }

  #readFile(file: string): void {
    const { tableBytes, definitionBytes } = this.#limits;
    const edited = this.#edited.get(file);
    if (edited !== undefined) {
      this.#files.set(file, { kind: "definitions", path: file, text: edited });
      return;
    }
    try {
      const { size, mtimeMs } = statSync(file);
      if (fileKind(file) === "table") {
        const read = () => readTable(file, tableBytes);
        this.#files.set(file, { kind: "table", path: file, bytes: size, stamp: `${size}/${mtimeMs}`, read });
        if (size > tableBytes) this.#noteFile(file, `${file}: ${tooLarge(size, tableBytes)}`);
      } else if (size > definitionBytes) this.#noteFile(file, `${file}: ${tooLarge(size, definitionBytes)}`);
      else this.#files.set(file, { kind: "definitions", path: file, text: readFileSync(file, "utf8") });
    } catch (error) {
      this.#noteFile(file, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  readonly #note = (folder: string, message: string): void => {
    this.#notes.set(folder, { path: folder, isFolder: true, message });
  };

  #noteFile(file: string, message: string): void {
    this.#notes.set(file, { path: file, isFolder: false, message });
  }
}

function same(a: WorkspaceFile | undefined, b: WorkspaceFile | undefined): boolean {
  if (a?.kind === "table" && b?.kind === "table") return a.stamp === b.stamp;
  return a?.kind === "definitions" && b?.kind === "definitions" && a.text === b.text;
}

/** Whether a walk from one of the folders comes to this path. */
function isReachable(at: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    if (!isWithin(folder, at)) return false;
    const steps = path.relative(folder, path.dirname(at)).split(path.sep);
    return at === folder || steps.every((step) => step === "" || isVisited(step));
  });
}

/** Whether a walk goes into a folder of this name. */
function isVisited(name: string): boolean {
  return name !== "node_modules" && (!name.startsWith(".") || name === ".rulehound");
}

/** Reads a table's text when a search asks for it. */
function readTable(file: string, most: number): string | Unreadable {
  try {
    const { size } = statSync(file);
    return size > most ? { unreadable: tooLarge(size, most) } : readFileSync(file, "utf8");
  } catch (error) {
    return { unreadable: `it cannot be read (${error instanceof Error ? error.message : String(error)}).` };
  }
}

function tooLarge(size: number, most: number): string {
  const megabytes = (bytes: number) => `${(bytes / (1 << 20)).toFixed(1)} MB`;
  return `it has ${megabytes(size)}, more than the ${megabytes(most)} that are read.`;
}
