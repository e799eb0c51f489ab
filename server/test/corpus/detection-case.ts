import type { Fact } from "./corpus-logs.ts";
import type { ExpectedRow } from "./facts.ts";

/** The logs that the cases run on. */
export type LogName =
  | "atomic-wmi"
  | "wmi-persistence"
  | "wmi-create"
  | "xsl"
  | "certutil"
  | "dcsync"
  | "wmi-consumer"
  | "empire-groups"
  | "empire-wmi"
  | "records"
  | "rule-samples"
  // Made of an event of the corpus by repeating it with other values, since no log there holds the technique.
  | "spray"
  | "libraries";

/** A detection, a log that holds its technique, and what it must give by this file's own reading of the log. */
export interface DetectionCase {
  readonly rule: string;
  readonly log: LogName;
  /** The result rows, with the fields that are compared; in any order. Not compared when absent. */
  readonly rows?: (facts: readonly Fact[]) => readonly ExpectedRow[];
  /** Rows that come out of some stages: `command` and which one of that name, counted from 0. */
  readonly stages?: (facts: readonly Fact[]) => readonly (readonly [command: string, nth: number, rows: number])[];
}
