/** Results and rules in other forms, to be handed on. */

/** Asks for the result of the last run of an analytic as text to be handed on. */
export const REPORT_REQUEST = "rulehound/report";

export interface ReportParams {
  /** The rule file. */
  readonly uri: string;
  /** Id of the analytic. */
  readonly analytic: string;
  /** `html`: a page about the whole run with the first 200 highlighted events; the others: its rows. */
  readonly format: "jsonl" | "csv" | "markdown" | "html";
}

export interface ReportResult {
  /** Undefined when there is no run of the rule as it stands. */
  readonly text: string | undefined;
  /** Why there is no text, or what is left out or changed in it; empty when nothing is to be said. */
  readonly message: string;
}

/** The signature rules of an open file in another language. */
export const EXPORT_REQUEST = "rulehound/export";

export interface ExportParams {
  readonly uri: string;
  readonly target: "suricata" | "yara" | "wireshark";
}

export interface ExportResult {
  /** The rules with a comment for everything that is lost; undefined when there are none, or all have errors. */
  readonly text: string | undefined;
  /** Why there is no text, or which rules are left out; empty when nothing is to be said. */
  readonly message: string;
}

/** Suricata, Snort or YARA rules as signature rules. */
export const IMPORT_REQUEST = "rulehound/import";

export interface ImportParams {
  /** The rules as written. */
  readonly text: string;
}

export interface ImportResult {
  /** YAML documents, each with comments for what is not carried over; undefined when no rule could be read. */
  readonly text: string | undefined;
  /** Why there is no text, or how many notes there are; empty when nothing is to be said. */
  readonly message: string;
}
