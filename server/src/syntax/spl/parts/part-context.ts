import type { ArgNode } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import type { Part } from "../grammar.ts";

/** What the reader of one part must know of the command around it. */
export interface PartContext {
  readonly command: string;
  /** Whether what comes next belongs to another part: an option of the command, the keyword of a clause, the end. */
  readonly atBoundary: (cursor: Cursor) => boolean;
  /** Whether a flag comes next and last: after an item it is no item, as the `desc` of `sort a desc`. */
  readonly atFinalFlag: (cursor: Cursor) => boolean;
  /** Whether the command must have a list of fields beside a part. */
  readonly wantsList: boolean;
  /** Whether the keyword of a clause comes next. */
  readonly atClause: (cursor: Cursor) => boolean;
}

export type PartOf<K extends Part["kind"]> = Extract<Part, { readonly kind: K }>;

/** Reads a part at the cursor: its nodes in order, or undefined, nothing consumed, when what comes is no such part. */
export type PartReader<K extends Part["kind"]> = (
  cursor: Cursor,
  part: PartOf<K>,
  context: PartContext,
) => readonly ArgNode[] | undefined;
