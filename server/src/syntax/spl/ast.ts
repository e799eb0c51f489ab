import type { Span } from "#base/span.ts";
import type {
  Aggregation,
  Assignment,
  ByItem,
  Conversion,
  DatasetRef,
  FieldRef,
  Literal,
  LookupField,
  Option,
  PrefixDirective,
  Range,
  RegexFilter,
  RenamePair,
  Replacement,
  SortItem,
  SplitBy,
} from "./ast/arguments.ts";
import type { Call, EvalExpr } from "./ast/eval.ts";
import type { SearchExpr, SearchValue } from "./ast/search.ts";

export type * from "./ast/arguments.ts";
export type * from "./ast/eval.ts";
export type * from "./ast/search.ts";

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

/** The arguments of a stage by the names of its grammar. */
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

/** One argument of a macro call, with its name where one is written. */
export interface MacroArg {
  readonly span: Span;
  readonly name: string | undefined;
  /** Trimmed, one pair of double quotes removed. */
  readonly text: string;
}

/** Every kind of node. */
export type SplNode = Pipeline | Stage | ArgNode | PrefixDirective | SearchValue | Unexpected;
