/** What may stand under a key. `texts` is a list of texts; `count` a whole number; `counts` a list of them; `range` a count, true or false, or `{min, max, exact}`. */
export type ValueType =
  | { readonly type: "text"; readonly values?: readonly string[]; readonly pattern?: string }
  | { readonly type: "texts" }
  | { readonly type: "count" }
  | { readonly type: "counts" }
  | { readonly type: "range" }
  | { readonly type: "ranges" }
  | { readonly type: "rows" }
  | { readonly type: "signatures" }
  | { readonly type: "samples" }
  | { readonly type: "mapping"; readonly of: ShapeName }
  | { readonly type: "list"; readonly of: ShapeName };

/** One key of a rule file, with the sentence that documents it. */
export type KeyShape = ValueType & { readonly doc: string; readonly required?: true };

export type ShapeName = "file" | "attack" | "analytic" | "sample" | "test" | "expect" | "range";

export type Shape = Readonly<Record<string, KeyShape>>;

/** Values that `status` may have, from the first draft to the end. */
export const STATUSES = ["experimental", "test", "stable", "production", "deprecated"] as const;

/**
 * The keys of Rulehound's own rule file: the parser, the JSON schema, the documentation's table and key completion all
 * read this.
 */
export const RULEHOUND_SHAPE: Readonly<Record<ShapeName, Shape>> = {
  file: {
    name: { type: "text", required: true, doc: "Title of the detection." },
    id: { type: "text", doc: "Identifier that stays when the title changes, such as a UUID." },
    status: { type: "text", values: STATUSES, doc: "How far the detection has come." },
    description: { type: "text", doc: "What the detection finds and why that matters." },
    date: { type: "text", pattern: "^\\d{4}-\\d{2}-\\d{2}$", doc: "Day of the last change, YYYY-MM-DD." },
    author: { type: "text", doc: "Who wrote it." },
    references: { type: "texts", doc: "Pages that explain the behaviour." },
    attack: { type: "mapping", of: "attack", doc: "Where the behaviour stands in MITRE ATT&CK." },
    analytics: { type: "list", of: "analytic", doc: "The searches, each runnable by itself." },
    signatures: { type: "signatures", doc: "Named byte and protocol patterns of a file that is one signature rule." },
    condition: { type: "text", doc: "Which of the signatures must be found." },
    per: {
      type: "text",
      values: ["connection", "pdu", "stream", "capture"],
      doc: "Where the condition must hold; connection when left out.",
    },
    custom: { type: "signatures", doc: "Values of your own, such as suricata_sid." },
    samples: { type: "samples", doc: "Logs that every analytic can run on; paths are relative to this file." },
    tests: { type: "list", of: "test", doc: "What the analytics must give on samples." },
  },
  attack: {
    techniques: { type: "texts", doc: "Technique ids, such as T1047 or T1059.001." },
    tactics: { type: "texts", doc: "Tactic ids or names, such as TA0002." },
    data_components: { type: "texts", doc: "Data components, such as Process: Process Creation." },
  },
  analytic: {
    name: { type: "text", required: true, doc: "Title of the analytic, unique in the file." },
    language: {
      type: "text",
      values: ["spl", "signature"],
      doc: "Language of the analytic; spl when left out, signature where signatures stand.",
    },
    query: { type: "text", doc: "The search." },
    signatures: { type: "signatures", doc: "Named byte and protocol patterns, instead of a query." },
    condition: { type: "text", doc: "Which of the signatures must be found." },
    per: {
      type: "text",
      values: ["connection", "pdu", "stream", "capture"],
      doc: "Where the condition must hold; connection when left out.",
    },
    description: { type: "text", doc: "What this analytic adds to the detection." },
    samples: { type: "samples", doc: "Logs for this analytic, instead of the file's." },
  },
  sample: {
    path: { type: "text", required: true, doc: "Path relative to this file; * and ** stand for any names." },
    sourcetype: { type: "text", doc: "The sourcetype that Splunk would give its events." },
    source: { type: "text", doc: "The source that Splunk would give its events." },
    host: { type: "text", doc: "The host that Splunk would give its events." },
    index: { type: "text", doc: "The index that Splunk would keep its events in." },
  },
  test: {
    name: { type: "text", required: true, doc: "What the test shows." },
    analytic: { type: "text", doc: "Name of the analytic; may be left out when the file has only one." },
    sample: { type: "samples", doc: "The log to run on." },
    samples: { type: "samples", doc: "The logs to run on, instead of the analytic's or the file's." },
    events: { type: "rows", doc: "Events written here instead of a sample, each a mapping of fields to values." },
    expect: { type: "mapping", of: "expect", required: true, doc: "What the analytic must give." },
  },
  expect: {
    matches: { type: "range", doc: "How many events match: true for any, false for none, a number, or a range." },
    count: { type: "range", doc: "How many rows the search returns: a number or a range." },
    rows: { type: "rows", doc: "Rows that must be among the results, each with at least these fields." },
    clauses: { type: "ranges", doc: "For clauses, as written in the query, for how many events they hold." },
    lines: {
      type: "counts",
      doc: "The lines of the sample, from 1, on which the matched events begin, these and no others; events written in the test are numbered.",
    },
  },
  range: {
    min: { type: "count", doc: "At least this many." },
    max: { type: "count", doc: "At most this many." },
    exact: { type: "count", doc: "Exactly this many." },
  },
};
