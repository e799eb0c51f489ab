/** Rule files: their analytics, why these are empty, and new ones. */

import type { ProtocolRange } from "./places.ts";

/** The analytics of a rule file, for pickers. */
export const ANALYTICS_REQUEST = "rulehound/analytics";

export interface AnalyticsParams {
  readonly uri: string;
}

export interface AnalyticsResult {
  readonly analytics: readonly { readonly id: string; readonly name: string; readonly range: ProtocolRange }[];
}

/** Asks why analytics of an open rule file can never return anything. */
export const EXPLAIN_EMPTINESS_REQUEST = "rulehound/explainEmptiness";

export interface ExplainEmptinessParams {
  readonly uri: string;
  /** Id of the analytic; all of the file when not given. */
  readonly analytic?: string;
}

export interface ExplainEmptinessResult {
  /** A Markdown page: the chain of facts of each proof. */
  readonly markdown: string;
}

/** The files that a new detection can begin as, filled in. */
export const NEW_DETECTION_REQUEST = "rulehound/newDetection";

export interface NewDetectionParams {
  /** Title, as its author wrote it. */
  readonly name: string;
  /** A fresh UUID. */
  readonly id: string;
  /** Today, YYYY-MM-DD. */
  readonly date: string;
}

export interface NewDetectionResult {
  readonly files: readonly {
    /** Kind of the file, for a list. */
    readonly label: string;
    readonly detail: string;
    /** Language id. */
    readonly language: string;
    /** Name for the file, without folder. */
    readonly file: string;
    readonly text: string;
  }[];
}
