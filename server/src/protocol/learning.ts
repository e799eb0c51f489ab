/** What samples teach of fields that the catalog does not know. */

/** Reads samples whole and asks for an overlay with what the catalog does not know of them. Cancel it with `$/cancelRequest`. */
export const LEARN_REQUEST = "rulehound/learn";

export interface LearnParams {
  /** File system paths or file: URIs. */
  readonly samples: readonly string[];
  /** The overlay as it is, whose text is kept; empty when there is none. */
  readonly before: string;
}

export interface LearnResult {
  /** The overlay's text; undefined when there is nothing new, or when it is refused. */
  readonly text: string | undefined;
  /** What was learned, or why there is no text. */
  readonly message: string;
  /** What could not be read or was left out, the first 1000. */
  readonly unread: readonly string[];
}
