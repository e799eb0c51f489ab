import type { Problem } from "#base/problem.ts";
import { parseCsvTable } from "#semantics/workspace/csv-table.ts";
import type { TableFile, WorkspaceFile } from "#semantics/workspace/workspace-file.ts";

/** A larger table is read when a search asks for it, not to find its faults. */
const LARGEST = 4 << 20;
/** More problems of one table say nothing new. */
const MOST_PROBLEMS = 100;

/** What is wrong with lookup tables, kept for as long as they do not change. */
export class TableProblems {
  readonly #known = new WeakMap<TableFile, readonly Problem[]>();

  /** Reads a table once; its rows are not kept. */
  read(file: WorkspaceFile): void {
    if (file.kind !== "table" || this.#known.has(file) || file.bytes > LARGEST) return;
    const text = file.read();
    this.#known.set(
      file,
      typeof text === "string" ? parseCsvTable(text).problems.slice(0, MOST_PROBLEMS) : [unread(text)],
    );
  }

  /** The problems of those files that were read and have some. */
  of(files: readonly WorkspaceFile[]): ReadonlyMap<string, readonly Problem[]> {
    const found = new Map<string, readonly Problem[]>();
    for (const file of files) {
      const problems = file.kind === "table" ? this.#known.get(file) : undefined;
      if (problems !== undefined && problems.length > 0) found.set(file.path, problems);
    }
    return found;
  }
}

function unread({ unreadable }: { readonly unreadable: string }): Problem {
  const message = `Searches find no rows in this table: ${unreadable}`;
  return { code: "csv/unreadable", severity: "warning", span: { start: 0, end: 0 }, message };
}
