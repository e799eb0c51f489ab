import type { WhyNot } from "#engine/why-not/why-not.ts";
import type { JobProblem, TextPlace } from "./job.ts";

/**
 * What can be asked about an analytic and its samples besides its result. `log` is the path of one log that the job's samples
 * lead to, also of one in a folder or in a zip file; it need not be given when they lead to a single one.
 */
export type Question =
  | { readonly kind: "why-not"; readonly log: string | undefined; readonly line: number }
  | { readonly kind: "near-misses" }
  | { readonly kind: "stage-rows"; readonly stage: number; readonly side: "out" | "lost"; readonly limit: number };

/** An event of a sample, by path: zero-based line and the number of the event. */
export interface EventRef {
  readonly path: string;
  readonly line: number;
  readonly ordinal: number;
  /** The sample is shown as its text rendering. */
  readonly rendered: boolean;
}

export type Answer =
  /** The search cannot be run, or a sample not read. */
  | { readonly kind: "refused"; readonly problems: readonly JobProblem[] }
  | { readonly kind: "why-not"; readonly event: EventRef; readonly text: string; readonly why: WhyNot }
  /** No event stands on the line. */
  | { readonly kind: "no-event" }
  | {
      readonly kind: "near-misses";
      readonly events: number;
      readonly passed: number;
      readonly more: boolean;
      readonly misses: readonly {
        readonly clauses: readonly TextPlace[];
        readonly count: number;
        readonly events: readonly EventRef[];
      }[];
    }
  | {
      readonly kind: "stage-rows";
      readonly columns: readonly string[];
      readonly table: readonly (readonly (string | readonly string[] | null)[])[];
      readonly events: readonly (EventRef | null)[];
      readonly total: number;
      readonly blurred: boolean;
    };
