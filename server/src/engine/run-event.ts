import type { Lineage } from "#events/lineage.ts";
import type { Origin } from "#events/origin.ts";
import type { Value } from "#events/value.ts";
import type { RunProblem } from "#runtime/run-context.ts";
import type { ReadProblem } from "./readers/reader.ts";

/** A result row with the events behind it. */
export interface ResultRow {
  readonly fields: readonly (readonly [string, Value])[];
  readonly lineage: Lineage;
  readonly role: EventRole;
}

/** Whether an event is itself a result row, or went into one that a command made of several. */
export type EventRole = "matched" | "contributed";

/** What a run tells while it goes on. The last one is the summary, unless the run was cancelled. */
export type RunEvent =
  | {
      readonly kind: "progress";
      readonly bytes: number;
      readonly total: number | undefined;
      readonly events: number;
      readonly rows: number;
    }
  | { readonly kind: "rows"; readonly rows: readonly ResultRow[] }
  | { readonly kind: "problem"; readonly problem: RunProblem }
  | { readonly kind: "unread"; readonly sample: number; readonly problem: ReadProblem }
  | { readonly kind: "summary"; readonly summary: RunSummary };

/** What a run has come to. */
export interface RunSummary {
  /** Events read from the samples. */
  readonly events: number;
  readonly rows: number;
  /** Rows that came into and went out of each stage of the outermost pipeline. */
  readonly stages: readonly {
    readonly command: string;
    readonly start: number;
    readonly end: number;
    readonly in: number;
    readonly out: number;
  }[];
  /** How often each clause held; spans in the analytic's own text. */
  readonly clauses: readonly {
    readonly id: number;
    readonly start: number;
    readonly end: number;
    /** Index of the stage that holds it, also when it stands in that stage's subsearch. */
    readonly stage: number;
    readonly hits: number;
    /** Rows that came into that stage. */
    readonly reached: number;
  }[];
  /** The events behind the result rows: exact count, by sample too, and the first ones by place with their roles. */
  readonly matched: {
    readonly count: number;
    readonly bySample: readonly number[];
    readonly origins: readonly Origin[];
    readonly roles: readonly EventRole[];
    readonly complete: boolean;
  };
  readonly unread: number;
}
