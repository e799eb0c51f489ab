/** Places and texts that the requests have in common. */

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

/** An event of a sample: the sample's URI and the zero-based line on which the event begins. */
export interface ProtocolEvent {
  readonly uri: string;
  readonly line: number;
  /** As in a log of a run: the line is one of the sample's text rendering. */
  readonly rendered: boolean;
}

/** Edits of one document, valid for one version of it. */
export interface ProtocolEdits {
  readonly uri: string;
  /** 0 for a file that is not open. */
  readonly version: number;
  readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[];
  /** Why there are none, or what is not covered. */
  readonly message: string;
}

/** A result row as text cells; several values are joined by newlines, an absent field is null. */
export type ProtocolRow = readonly (string | null)[];
