/** A file that may define names, with its text. */
export interface DefinitionFile {
  readonly kind: "definitions";
  /** Path or URI, as the host names it. */
  readonly path: string;
  readonly text: string;
}

/** A lookup table's file, read when a search asks for it. */
export interface TableFile {
  readonly kind: "table";
  readonly path: string;
  readonly bytes: number;
  /** Differs whenever the content may differ: size and time of the last change, or a version. */
  readonly stamp: string;
  /** The text, or why it cannot be used, in words for the user. */
  readonly read: () => string | Unreadable;
}

export interface Unreadable {
  readonly unreadable: string;
}

/**
 * A file of the workspace. Hosts keep the object for as long as the file does not change: what was read of it is
 * remembered by the object.
 */
export type WorkspaceFile = DefinitionFile | TableFile;
