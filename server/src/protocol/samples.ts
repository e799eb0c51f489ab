/** Samples: which ones an analytic names, and the text of those that are none. */

/** Which samples an analytic names, as absolute paths. */
export const SAMPLES_REQUEST = "rulehound/samples";

export interface SamplesParams {
  readonly uri: string;
  readonly analytic: string;
}

export interface SamplesResult {
  readonly name: string;
  /** Files, zip files, folders and patterns that a run may be given. */
  readonly samples: readonly string[];
  /** Why other samples that the analytic names are not among them, one sentence each. */
  readonly refused: readonly string[];
}

/** A page of the text rendering of a sample that is binary, packed or too large for an editor. */
export const SAMPLE_TEXT_REQUEST = "rulehound/sampleText";

export interface SampleTextParams {
  /** As in a log of a run; `rulehound-sample:` URIs are taken too. */
  readonly uri: string;
  /** Zero-based line of the rendering. */
  readonly firstLine: number;
  /** How many lines are wanted; at most 10,000 come. */
  readonly lines: number;
}

export interface SampleTextResult {
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** Lines in all; undefined until the end has been read. */
  readonly total?: number;
  /** What of the sample up to here could not be read, the first 1000. */
  readonly unread: readonly { readonly line: number; readonly message: string }[];
}
