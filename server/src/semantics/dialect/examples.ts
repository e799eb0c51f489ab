/** A row of an example: field to text, list of texts, or number (printed as Splunk does). */
export type ExampleRow = Readonly<Record<string, string | number | readonly string[]>>;

/** An executed example of a command: rows in, a stage or pipeline, rows out. */
export interface CommandExample {
  readonly spl: string;
  readonly in?: readonly ExampleRow[];
  readonly out: readonly ExampleRow[];
  /** Lookup tables that the example reads. */
  readonly lookups?: Readonly<Record<string, readonly ExampleRow[]>>;
  /** What the example shows; one sentence. */
  readonly doc?: string;
}

/** `eval` is an expression; fields come from `row`; `is` what it gives, null for nothing. */
export interface FunctionExample {
  readonly eval: string;
  readonly row?: ExampleRow;
  readonly is: string | number | boolean | null | readonly string[];
  readonly doc?: string;
}

/** `agg` over `rows`. */
export interface AggregationExample {
  readonly agg: string;
  readonly rows: readonly ExampleRow[];
  readonly is: string | number | readonly string[] | null;
}
