/** Where an event stands in its sample. */
export interface Origin {
  /** Index of the sample among those of the run. */
  readonly sample: number;
  /** Zero-based number of the event in its sample. */
  readonly ordinal: number;
  /** Byte range of the event's text in the sample (after decompression), half open. */
  readonly start: number;
  readonly end: number;
  /** Zero-based line of the sample's text rendering on which the event begins, and the UTF-16 column there. */
  readonly line: number;
  readonly column: number;
}
