/** A run of an analytic on samples, and what it gives. */

import type { ProtocolEvent, ProtocolRange, ProtocolRow } from "./places.ts";

/** Runs one analytic of an open rule file on samples. Cancel it with `$/cancelRequest`. */
export const RUN_REQUEST = "rulehound/run";

export interface RunParams {
  /** The rule file. */
  readonly uri: string;
  /** Id of the analytic, from its lens. */
  readonly analytic: string;
  /** File system paths or file: URIs. */
  readonly samples: readonly string[];
  /** Names progress notifications of this run. */
  readonly run: string;
}

export interface ProtocolClause {
  readonly range: ProtocolRange;
  /** The clause as written. */
  readonly text: string;
  /** In how many rows it held. */
  readonly hits: number;
  /** How many rows reached its stage. */
  readonly reached: number;
}

export interface ProtocolStage {
  readonly range: ProtocolRange;
  readonly command: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
}

export interface ProtocolMark {
  readonly range: ProtocolRange;
  /** `event`: the whole event; `clause`: the text that made a clause true. */
  readonly kind: "event" | "clause";
  /** `matched`: the event is a result row; `contributed`: it went into one. */
  readonly role: "matched" | "contributed";
  /** Index into `clauses`, for `kind: "clause"`. */
  readonly clause?: number;
  /** The field that the text is a value of. */
  readonly field?: string;
  /** What there is to say of it, in place of clause and field. */
  readonly note?: string;
}

export interface ProtocolLog {
  /** URI of the sample; of a file in a zip file that of the zip file, a slash, and its name there. */
  readonly uri: string;
  /**
   * The sample is binary, packed or larger than 50 MB: marks are places in its text rendering, whose lines come from
   * `rulehound/sampleText`. An editor shows it under the URI `rulehound-sample:` followed by the path of `uri`.
   */
  readonly rendered: boolean;
  readonly marks: readonly ProtocolMark[];
  /** Events behind the result rows in this sample; marks may cover fewer, see `markedEvents`. */
  readonly matchedEvents: number;
  readonly markedEvents: number;
}

export interface ProtocolRunProblem {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  /** In the rule file, when it concerns a place there. */
  readonly range?: ProtocolRange;
  /** In a sample: its URI and zero-based line. */
  readonly sample?: { readonly uri: string; readonly line: number };
}

export interface RunResult {
  /** `refused`: something in the analytic cannot be run here; `problems` says what and where. */
  readonly status: "done" | "refused" | "failed";
  readonly uri: string;
  /** Version of the rule document that was run; highlights are valid for it alone. */
  readonly version: number;
  readonly analytic: string;
  readonly name: string;
  readonly problems: readonly ProtocolRunProblem[];
  readonly events: number;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The first rows; `rows` tells how many there are. */
  readonly table: readonly ProtocolRow[];
  readonly clauses: readonly ProtocolClause[];
  readonly stages: readonly ProtocolStage[];
  readonly logs: readonly ProtocolLog[];
  /** Against the run before of this analytic on the same samples, when both were followed event by event. */
  readonly change?: { readonly gained: readonly ProtocolEvent[]; readonly lost: readonly ProtocolEvent[] };
  /** The marked events over time; absent when none tells a time. */
  readonly histogram?: ProtocolHistogram;
  /** Milliseconds from start to end. */
  readonly took: number;
}

/** How many events lie in each of equal parts of the time that they span. */
export interface ProtocolHistogram {
  /** Epoch seconds of the first and the last event. */
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/** Server to client while a run goes on. */
export const RUN_PROGRESS = "rulehound/runProgress";

export interface RunProgress {
  readonly run: string;
  readonly bytes: number;
  readonly total: number | undefined;
  readonly events: number;
  readonly rows: number;
}
