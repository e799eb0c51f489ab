import type { Span } from "#base/span.ts";

/** What the parser waited for at a gap; completion reads it. */
export type Expectation =
  | "command"
  | "search-expression"
  | "eval-expression"
  | "field"
  | "value"
  | "number"
  | "string"
  | "aggregation"
  | "assignment"
  | "subsearch"
  | "option-value"
  | "regex"
  | "keyword"
  | "name";

/** A zero-width node where something is missing. */
export interface Missing {
  readonly kind: "missing";
  readonly span: Span;
  readonly expects: Expectation;
}

/** Text that fits nowhere in its command's grammar; a problem says so. */
export interface Unexpected {
  readonly kind: "unexpected";
  readonly span: Span;
}

/** A whole search or the inside of a subsearch. */
export interface Pipeline {
  readonly kind: "pipeline";
  readonly span: Span;
  /** The pipe before the first command, if there is one. */
  readonly leadingPipe: Span | undefined;
  readonly stages: readonly Stage[];
}

/** One command with its arguments, from its name (or its first argument when the name is implied) to its end. */
export interface Stage {
  readonly kind: "stage";
  readonly span: Span;
  /** The pipe in front of it; undefined for a first stage without one. */
  readonly pipe: Span | undefined;
  /**
   * The canonical, lower-case name; "search" also when implied. For an unknown command its lower-cased name. Empty when the
   * stage is a macro call or is missing.
   */
  readonly command: string;
  /** Where the name stands; undefined when implied, missing or a macro. */
  readonly nameSpan: Span | undefined;
  readonly status: "known" | "unknown" | "macro" | "missing";
  /** By the names of the command's grammar; a part that is not there is undefined. */
  readonly args: StageArgs;
  /** For `status: "macro"`: the call that stands for commands. */
  readonly macro: MacroCall | undefined;
  readonly unexpected: readonly Unexpected[];
  /** Every argument in the order of the text, for walks, formatting and selection. */
  readonly parts: readonly ArgNode[];
}

export type StageArgs = Readonly<Record<string, ArgNode | readonly ArgNode[] | undefined>>;

/** Anything that can stand as an argument. */
export type ArgNode =
  | Option
  | FieldRef
  | Literal
  | Aggregation
  | Assignment
  | RenamePair
  | SortItem
  | ByItem
  | LookupField
  | Conversion
  | Replacement
  | Range
  | Call
  | SplitBy
  | Subsearch
  | SearchExpr
  | EvalExpr
  | DatasetRef
  | RegexFilter
  | Missing;

/** A name of a field where the grammar wants one. */
export interface FieldRef {
  readonly kind: "field";
  readonly span: Span;
  /** Without quotes, escapes undone. */
  readonly name: string;
  readonly quote: "none" | "double" | "single";
  /** Whether the name holds `*` as a wildcard. */
  readonly wildcard: boolean;
  /** What the command does with it. */
  readonly access: "read" | "write" | "group" | "remove";
  /** The parts of a `{field}` template on the left of eval; undefined without braces. */
  readonly template?: readonly TemplatePart[];
}

export type TemplatePart = { readonly text: string } | { readonly field: string; readonly span: Span };

/** A word or string where the grammar wants a text or number. */
export interface Literal {
  readonly kind: "literal";
  readonly span: Span;
  /** Without quotes, escapes undone. */
  readonly text: string;
  readonly quoted: boolean;
}

/** `name=value` of a command. */
export interface Option {
  readonly kind: "option";
  readonly span: Span;
  /** Canonical, lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Literal | FieldRef | Aggregation | SearchExpr | EvalExpr | Subsearch | MacroCall | Missing;
}

/** `func(arg) AS name` of stats and its kin; also a bare `count`. */
export interface Aggregation {
  readonly kind: "aggregation";
  readonly span: Span;
  /** Canonical, lower case, without the number of `perc95`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The number in the name of a percentile: 95. */
  readonly param: number | undefined;
  /** A field, an `eval(...)` expression, `PREFIX(text)`, or nothing. */
  readonly argument: FieldRef | EvalExpr | PrefixDirective | undefined;
  /** Whether the argument was written as `eval(...)`. */
  readonly isEval: boolean;
  readonly as: FieldRef | undefined;
  /** The aggregation as written without spaces, which names the output when there is no AS. */
  readonly written: string;
  /** For sparkline(): the aggregation inside and its span. */
  readonly inner?: Aggregation;
  readonly innerSpan?: Literal;
}

/** `PREFIX(text)` of tstats. */
export interface PrefixDirective {
  readonly kind: "prefix";
  readonly span: Span;
  readonly text: string;
}

/** `target = expression` of eval. */
export interface Assignment {
  readonly kind: "assignment";
  readonly span: Span;
  readonly target: FieldRef | Missing;
  readonly value: EvalExpr;
}

/** `from AS to`. */
export interface RenamePair {
  readonly kind: "rename-pair";
  readonly span: Span;
  readonly from: FieldRef;
  readonly to: FieldRef | Missing;
}

/** One key of sort. */
export interface SortItem {
  readonly kind: "sort-item";
  readonly span: Span;
  readonly field: FieldRef | Missing;
  readonly descending: boolean;
  readonly as: "auto" | "str" | "ip" | "num";
}

/** One item after BY where items may carry options: `_time span=1h`, `PREFIX(x)`. */
export interface ByItem {
  readonly kind: "by-item";
  readonly span: Span;
  readonly field: FieldRef | PrefixDirective;
  readonly options: readonly Option[];
}

/** `lookup-field AS event-field`. */
export interface LookupField {
  readonly kind: "lookup-field";
  readonly span: Span;
  /** The column of the table. */
  readonly column: FieldRef;
  /** The field of the event; the column itself without AS. */
  readonly field: FieldRef;
}

/** `func(field) AS name` of convert, and `sma5(field) AS name` of trendline. */
export interface Conversion {
  readonly kind: "conversion";
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly field: FieldRef | Missing;
  readonly as: FieldRef | undefined;
}

/** `old WITH new` of replace. */
export interface Replacement {
  readonly kind: "replacement";
  readonly span: Span;
  readonly from: Literal;
  readonly to: Literal | Missing;
}

/** `name=low-high` of rangemap. */
export interface Range {
  readonly kind: "range";
  readonly span: Span;
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/**
 * The split of chart and timechart: `field options where agg in top5`. In `chart … BY row split` the first of two fields is
 * `row`; when only one is there, it is `field`.
 */
export interface SplitBy {
  readonly kind: "split-by";
  readonly span: Span;
  readonly row?: ByItem;
  readonly field: FieldRef;
  readonly options: readonly Option[];
  readonly where:
    | {
        readonly aggregation: Aggregation;
        readonly op: "in" | "notin" | "<" | ">";
        readonly edge: "top" | "bottom" | undefined;
        readonly value: number;
        readonly span: Span;
      }
    | undefined;
}

/** `datamodel=Endpoint.Processes`, `datamodel:"Web.Web"`, `inputlookup:x`, `savedsearch:"x"`, or a bare name. */
export interface DatasetRef {
  readonly kind: "dataset";
  readonly span: Span;
  readonly type: "datamodel" | "inputlookup" | "savedsearch" | "sid" | "namespace";
  readonly name: string;
  readonly dataset: string | undefined;
}

/** `field="regex"`, `field!="regex"` or a bare pattern, of the regex command. */
export interface RegexFilter {
  readonly kind: "regex-filter";
  readonly span: Span;
  /** undefined: `_raw`. */
  readonly field: FieldRef | undefined;
  readonly negated: boolean;
  readonly pattern: Literal | Missing;
}

/** `[ ... ]`. */
export interface Subsearch {
  readonly kind: "subsearch";
  readonly span: Span;
  /** `template` runs on the rows at hand (appendpipe, foreach), the others are searches of their own. */
  readonly role: "term" | "argument" | "template";
  readonly pipeline: Pipeline;
  readonly terminated: boolean;
}

/** `` `name(args)` ``. */
export interface MacroCall {
  readonly kind: "macro-call";
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly MacroArg[];
  readonly terminated: boolean;
}

export interface MacroArg {
  readonly span: Span;
  readonly name: string | undefined;
  /** Trimmed, one pair of double quotes removed. */
  readonly text: string;
}

// ---- search expressions (SPL reference 2.1) ----

export type SearchExpr =
  | SearchAnd
  | SearchOr
  | SearchNot
  | SearchParen
  | SearchCompare
  | SearchIn
  | SearchTerm
  | SearchTime
  | Subsearch
  | MacroCall
  | Missing;

/** All must hold. The weakest: OR groups stand inside. */
export interface SearchAnd {
  readonly kind: "search-and";
  readonly span: Span;
  readonly items: readonly SearchExpr[];
  /** Spans of the AND words that are written; undefined where it is implied; one fewer than items. */
  readonly operators: readonly (Span | undefined)[];
}

export interface SearchOr {
  readonly kind: "search-or";
  readonly span: Span;
  readonly items: readonly SearchExpr[];
  readonly operators: readonly Span[];
}

export interface SearchNot {
  readonly kind: "search-not";
  readonly span: Span;
  readonly operator: Span;
  readonly operand: SearchExpr;
}

export interface SearchParen {
  readonly kind: "search-paren";
  readonly span: Span;
  readonly inner: SearchExpr;
}

export type SearchOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

export interface SearchCompare {
  readonly kind: "search-compare";
  readonly span: Span;
  readonly field: FieldRef | Missing;
  readonly op: SearchOp;
  readonly opSpan: Span;
  readonly value: SearchValue | MacroCall | Subsearch | Missing;
}

export interface SearchIn {
  readonly kind: "search-in";
  readonly span: Span;
  readonly field: FieldRef;
  readonly values: readonly (SearchValue | MacroCall | Subsearch)[];
  /** `field NOT IN (…)`, accepted though undocumented. */
  readonly negated: boolean;
}

/** A right side: always a literal. */
export interface SearchValue {
  readonly kind: "search-value";
  readonly span: Span;
  /** Without quotes, escapes undone; `*` is a wildcard, quoted or not. */
  readonly text: string;
  readonly quoted: boolean;
  readonly directive: "TERM" | "CASE" | undefined;
}

/** A bare word, phrase, TERM() or CASE() that is looked for in `_raw`. */
export interface SearchTerm {
  readonly kind: "search-term";
  readonly span: Span;
  readonly value: SearchValue;
}

/** `earliest=-24h` and its kin. */
export interface SearchTime {
  readonly kind: "search-time";
  readonly span: Span;
  readonly modifier: string;
  readonly op: SearchOp;
  readonly value: SearchValue | Missing;
}

// ---- eval expressions (SPL reference 2.2) ----

export type EvalExpr =
  | NumberExpr
  | StringExpr
  | FieldExpr
  | Call
  | Unary
  | Binary
  | InExpr
  | ParenExpr
  | Subsearch
  | MacroCall
  | Missing;

export interface NumberExpr {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
}

export interface StringExpr {
  readonly kind: "string";
  readonly span: Span;
  /** Escapes undone as eval does: \" \\ \n \t \r; every other backslash stays. */
  readonly value: string;
}

export interface FieldExpr {
  readonly kind: "field-expr";
  readonly span: Span;
  readonly name: string;
  readonly quoted: boolean;
}

export interface Call {
  readonly kind: "call";
  readonly span: Span;
  /** Lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly EvalExpr[];
}

export interface Unary {
  readonly kind: "unary";
  readonly span: Span;
  readonly op: "-" | "+" | "NOT";
  readonly opSpan: Span;
  readonly operand: EvalExpr;
}

export type BinaryOp =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "."
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "LIKE"
  | "AND"
  | "OR"
  | "XOR";

export interface Binary {
  readonly kind: "binary";
  readonly span: Span;
  /** Canonical: `==` is "=", `<>` is "!=", words in upper case. */
  readonly op: BinaryOp;
  readonly opSpan: Span;
  readonly left: EvalExpr;
  readonly right: EvalExpr;
}

export interface InExpr {
  readonly kind: "in-expr";
  readonly span: Span;
  readonly operand: EvalExpr;
  readonly values: readonly EvalExpr[];
  readonly negated: boolean;
}

export interface ParenExpr {
  readonly kind: "paren";
  readonly span: Span;
  readonly inner: EvalExpr;
}

/** Every kind of node. */
export type SplNode = Pipeline | Stage | ArgNode | PrefixDirective | SearchValue | Unexpected;
