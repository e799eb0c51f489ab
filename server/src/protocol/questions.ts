/** Questions about an analytic and its samples. */

import type { ProtocolEvent, ProtocolPosition, ProtocolRange, ProtocolRow } from "./places.ts";

/** What the questions about an analytic and its samples have in common. Cancel them with `$/cancelRequest`. */
export interface QuestionParams {
  /** The rule file. */
  readonly uri: string;
  /** Id of the analytic. */
  readonly analytic: string;
  /** File system paths or file: URIs. */
  readonly samples: readonly string[];
}

/** Asks why the event on a line of a sample is no result of an analytic. */
export const WHY_NOT_REQUEST = "rulehound/whyNot";

export interface WhyNotParams extends QuestionParams {
  /** The log: one of `samples`, or one that a folder, a pattern or a packed file among them leads to. */
  readonly sample: string;
  /** Zero-based line of the sample's text. */
  readonly line: number;
}

/** A change of the rule's text that would let the event pass. */
export interface ProtocolRepair {
  readonly title: string;
  readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[];
}

/** A stage, a group of clauses, or a clause, as it came out for the event. */
export interface ProtocolWhyNode {
  readonly label: string;
  /** `null`: no answer, since a field is absent; `unreached`: the event was lost before. */
  readonly truth: "true" | "false" | "null" | "unreached";
  /** In the rule file. */
  readonly range: ProtocolRange;
  /** Why it keeps the event out, when it does. */
  readonly reason?: string;
  readonly repair?: ProtocolRepair;
  readonly children: readonly ProtocolWhyNode[];
}

export interface WhyNotResult {
  /** `refused`: the analytic cannot be run here or a sample cannot be read, see `message`; `no-event`: none stands on the line. */
  readonly status: "matched" | "dropped" | "unknown" | "no-event" | "refused";
  readonly uri: string;
  /** Version of the rule document that was asked about; repairs are valid for it alone. */
  readonly version: number;
  readonly name: string;
  readonly message: string;
  readonly event?: ProtocolEvent;
  readonly stages: readonly ProtocolWhyNode[];
}

/** Asks what keeps the events of the samples out, nearest misses first. */
export const NEAR_MISSES_REQUEST = "rulehound/nearMisses";

export interface NearMissesResult {
  readonly status: "done" | "refused";
  readonly message: string;
  readonly name: string;
  readonly events: number;
  /** Events that pass every filter. */
  readonly passed: number;
  readonly misses: readonly {
    /** The clauses that would have to change. */
    readonly clauses: readonly { readonly range: ProtocolRange; readonly text: string }[];
    readonly count: number;
    /** The first of these events. */
    readonly events: readonly ProtocolEvent[];
  }[];
  /** There are further kinds of miss. */
  readonly more: boolean;
}

/** Asks for the rows at a stage. */
export const STAGE_ROWS_REQUEST = "rulehound/stageRows";

export interface StageRowsParams extends QuestionParams {
  /** A place in the stage. */
  readonly position: ProtocolPosition;
  /** `out`: the rows that come out of it; `lost`: those that it did not let through. */
  readonly side: "out" | "lost";
}

export interface StageRowsResult {
  readonly status: "done" | "refused";
  readonly message: string;
  readonly name: string;
  /** The stage's text. */
  readonly stage: string;
  readonly columns: readonly string[];
  /** The first rows; `total` tells how many there are. */
  readonly table: readonly ProtocolRow[];
  /** The first event behind each row of the table. */
  readonly events: readonly (ProtocolEvent | null)[];
  readonly total: number;
}
