import type { Settings } from "#runtime/settings.ts";

/** What a run needs: plain data, so that it can be sent to a worker. */
export interface RunJob {
  /** The analytic's text as written. */
  readonly text: string;
  readonly language: "spl" | "signature";
  readonly samples: readonly JobSample[];
  /** Folders whose macros, lookups and saved searches are in force. */
  readonly folders: readonly string[];
  /** Differs when a file that defines names has changed: the worker then reads the folders again. */
  readonly revision: number;
  /** Paths and unsaved texts of files that define names; they count instead of what is on disk. */
  readonly edits?: readonly (readonly [string, string])[];
  readonly settings: Settings;
  /** Epoch seconds. */
  readonly now: number;
  /** Count every clause by itself, also where an earlier one has decided a row; costs time. */
  readonly everyClause: boolean;
  /** How many rows come back. */
  readonly rowLimit: number;
  /** How many matched events are explained and marked. */
  readonly markLimit: number;
}

export interface JobSample {
  /** A file, a zip file, a folder or a pattern; with `text`, what stands for it in messages. */
  readonly path: string;
  /** The log itself, when it is no file. */
  readonly text?: string;
  readonly sourcetype?: string;
  readonly source?: string;
  readonly host?: string;
  readonly index?: string;
}

/** How far a run is. */
export interface JobProgress {
  readonly bytes: number;
  readonly total: number | undefined;
  readonly events: number;
  readonly rows: number;
}

/** Offsets in the analytic's text as written. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

export interface JobProblem {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly place?: TextPlace;
  readonly sample?: { readonly path: string; readonly line: number };
}

/** A highlight of a log: zero-based lines, UTF-16 columns. */
export interface JobMark {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: "event" | "clause";
  readonly role: "matched" | "contributed";
  readonly clause?: number;
  readonly field?: string;
}

/** What a run gave: plain data. */
export interface JobOutcome {
  readonly status: "done" | "refused" | "failed";
  readonly problems: readonly JobProblem[];
  readonly events: number;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The first rows: a text, several texts, or null for an absent field, by column. */
  readonly table: readonly (readonly (string | readonly string[] | null)[])[];
  readonly stages: readonly (TextPlace & {
    readonly command: string;
    readonly rowsIn: number;
    readonly rowsOut: number;
  })[];
  readonly clauses: readonly (TextPlace & { readonly hits: number; readonly reached: number })[];
  readonly logs: readonly {
    readonly path: string;
    /** The log is no text file of a size that an editor opens: it is shown as its text rendering. */
    readonly rendered: boolean;
    readonly matchedEvents: number;
    readonly markedEvents: number;
    readonly marks: readonly JobMark[];
  }[];
  /** A value of each field of the first matched events, for people to see what the field holds. */
  readonly examples: readonly (readonly [field: string, value: string])[];
  /** Epoch seconds of the marked events that tell a time. */
  readonly times: readonly number[];
}
