/** The text of one event with its place: byte range in the sample, zero-based line and UTF-16 column of its start. */
export interface FoundText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}
