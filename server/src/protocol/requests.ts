/**
 * Rulehound's own requests beside LSP, typed and documented. Positions are LSP's: zero-based line, UTF-16 character.
 * `docs/protocol.md` is derived from this file and a test keeps it current.
 */

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

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

/** A result row as text cells; several values are joined by newlines, an absent field is null. */
export type ProtocolRow = readonly (string | null)[];

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
   * {@link SAMPLE_TEXT_REQUEST}. An editor shows it under the URI `rulehound-sample:` followed by the path of `uri`.
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

/** Server to client while a run goes on. */
export const RUN_PROGRESS = "rulehound/runProgress";

export interface RunProgress {
  readonly run: string;
  readonly bytes: number;
  readonly total: number | undefined;
  readonly events: number;
  readonly rows: number;
}

/** Which samples an analytic names, as absolute paths. */
export const SAMPLES_REQUEST = "rulehound/samples";

export interface SamplesParams {
  readonly uri: string;
  readonly analytic: string;
}

export interface SamplesResult {
  readonly name: string;
  /** Files, zip files, folders and patterns that a run may be given. */
  readonly samples: readonly string[];
  /** Why other samples that the analytic names are not among them, one sentence each. */
  readonly refused: readonly string[];
}

/** A page of the text rendering of a sample that is binary, packed or too large for an editor. */
export const SAMPLE_TEXT_REQUEST = "rulehound/sampleText";

export interface SampleTextParams {
  /** As in {@link ProtocolLog}; `rulehound-sample:` URIs are taken too. */
  readonly uri: string;
  /** Zero-based line of the rendering. */
  readonly firstLine: number;
  /** How many lines are wanted; at most 10,000 come. */
  readonly lines: number;
}

export interface SampleTextResult {
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** Lines in all; undefined until the end has been read. */
  readonly total?: number;
  /** What of the sample up to here could not be read, the first 1000. */
  readonly unread: readonly { readonly line: number; readonly message: string }[];
}

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

/** An event of a sample: the sample's URI and the zero-based line on which the event begins. */
export interface ProtocolEvent {
  readonly uri: string;
  readonly line: number;
  /** As in {@link ProtocolLog}: the line is one of the sample's text rendering. */
  readonly rendered: boolean;
}

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
  /** Index into `samples`. */
  readonly sample: number;
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

/** The tests of a rule file, open or not. */
export const TESTS_REQUEST = "rulehound/tests";

export interface TestsParams {
  readonly uri: string;
}

export interface TestsResult {
  readonly tests: readonly {
    /** Its number in the file, from 0. */
    readonly index: number;
    readonly name: string;
    /** Name of the analytic it runs. */
    readonly analytic: string;
    /** Id of that analytic. */
    readonly analyticId: string;
    readonly range: ProtocolRange;
    /** File URIs of its samples; none when its events are written in the test. */
    readonly samples: readonly string[];
  }[];
}

/** Runs one test of a rule file. Cancel it with `$/cancelRequest`. */
export const RUN_TEST_REQUEST = "rulehound/runTest";

export interface RunTestParams {
  readonly uri: string;
  readonly index: number;
}

export interface RunTestResult {
  /** `refused`: the analytic or its samples cannot be run; `problems` says why. */
  readonly status: "passed" | "failed" | "refused";
  readonly failures: readonly {
    readonly key: string;
    readonly message: string;
    readonly expected: string;
    readonly actual: string;
  }[];
  readonly problems: readonly string[];
  /** Milliseconds. */
  readonly took: number;
}

/** Edits of one document, valid for one version of it. */
export interface ProtocolEdits {
  readonly uri: string;
  /** 0 for a file that is not open. */
  readonly version: number;
  readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[];
  /** Why there are none, or what is not covered. */
  readonly message: string;
}

/** Runs a test and gives the edits that make it expect what it got. */
export const ACCEPT_BASELINE_REQUEST = "rulehound/acceptBaseline";

/** Gives the edit that adds an event of a log to the tests of a rule. */
export const ADD_TEST_REQUEST = "rulehound/addTest";

export interface AddTestParams {
  readonly uri: string;
  /** Id of the analytic. */
  readonly analytic: string;
  /** The event's text: a JSON object on one line. */
  readonly event: string;
  /** Whether it must match. */
  readonly matches: boolean;
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

/**
 * A document of a network capture: events one a line (`timeline`), or bytes as a hexadecimal dump (`connection=tcp-0`,
 * `pdu=tcp-0/3`, `frame=12`) or as printable characters (`printable=tcp-0/orig`), with `&page=1` behind it for further pages. An editor
 * shows it under the URI `rulehound-capture:`, the path of the capture, and the view as query.
 */
export const CAPTURE_VIEW_REQUEST = "rulehound/captureView";

export interface CaptureViewParams {
  /** file: URI of the capture. */
  readonly uri: string;
  readonly view: string;
}

export interface CaptureViewResult {
  readonly lines: readonly string[];
  /** Headings, with the last line below each. */
  readonly sections: readonly { readonly title: string; readonly line: number; readonly endLine: number }[];
  /** Notes to be shown at the ends of lines; they are no text. */
  readonly notes: readonly { readonly line: number; readonly text: string }[];
  readonly pages: number;
  /** For a timeline: number of the event on the first line, from 0. */
  readonly firstEvent?: number;
  /** What of the capture could not be read, the first 1000. */
  readonly unread: readonly string[];
}

/** Where the bytes of an event of a capture are shown. */
export const CAPTURE_PLACE_REQUEST = "rulehound/capturePlace";

export interface CapturePlaceParams {
  readonly uri: string;
  /** Number of the event in the capture, from 0: its line in the text rendering. */
  readonly event: number;
}

export interface CapturePlaceResult {
  readonly view: string;
  readonly line: number;
}

/** Where the elements of a signature rule are found in a document of a capture. */
export const CAPTURE_MARKS_REQUEST = "rulehound/captureMarks";

export interface CaptureMarksParams extends CaptureViewParams {
  /** The rule file, which is open, and the analytic's id. */
  readonly rule: string;
  readonly analytic: string;
}

export interface CaptureMarksResult {
  /** `clause` is the number of the element in the rule. */
  readonly marks: readonly ProtocolMark[];
}

/** Makes an element of a signature rule from selected bytes. */
export const CAPTURE_ELEMENT_REQUEST = "rulehound/captureElement";

export interface CaptureElementParams extends CaptureViewParams {
  readonly range: ProtocolRange;
  /** An open rule file that the element may be put into. */
  readonly rule?: string;
}

export interface CaptureElementResult {
  /** `key: value`, absent when there is none. */
  readonly text?: string;
  /** Puts the element behind the last one of the rule's first signature analytic. */
  readonly edit?: ProtocolEdits;
  /** Why there is none. */
  readonly message: string;
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
