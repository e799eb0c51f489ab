import type { Span } from "#base/span.ts";
import type { MacroCall, Missing, Subsearch } from "../ast.ts";
import type { EvalExpr } from "./eval.ts";
import type { SearchExpr } from "./search.ts";

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

/** A piece of a template: text that stays, or a field whose value goes there. */
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
