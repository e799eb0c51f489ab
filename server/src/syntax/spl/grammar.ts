import type {
  Aggregation,
  Assignment,
  ByItem,
  Conversion,
  DatasetRef,
  EvalExpr,
  FieldRef,
  Literal,
  LookupField,
  Option,
  Range,
  RegexFilter,
  RenamePair,
  Replacement,
  SearchExpr,
  SortItem,
  SplitBy,
  Subsearch,
} from "./ast.ts";

/** What the value of an option may be. */
export type OptionType =
  | "int"
  | "number"
  | "bool"
  | "string"
  | "field"
  | "span"
  | "duration"
  | "regex"
  | "time"
  /** An eval expression in parentheses, optionally in quotes: `reset_after=("x>1")`. */
  | "eval-expression"
  /** A word, phrase, parenthesised or quoted search expression, or eval(...): startswith= of transaction. */
  | "search-filter"
  | "aggregation"
  | readonly string[];

export interface PartBase {
  /** One sentence for hovers and reference pages. */
  readonly doc: string;
  readonly required?: boolean;
}

/** One part of a command's argument language. The kinds are the whole vocabulary; a command has no parser of its own. */
export type Part =
  /** `name=value`, anywhere among the arguments. */
  | (PartBase & {
      readonly kind: "option";
      readonly names: readonly string[];
      readonly type: OptionType;
      readonly default?: string;
      readonly repeat?: boolean;
      /** For type "field": what the command does with it; "read" when absent. */
      readonly access?: FieldRef["access"];
    })
  /** A positional word: a number, a name, a keyword of a set, a text, a regular expression, a whole quoted search. */
  | (PartBase & {
      readonly kind: "word";
      readonly type: "int" | "number" | "string" | "name" | "regex" | "path" | readonly string[];
    })
  | (PartBase & { readonly kind: "field"; readonly access: FieldRef["access"]; readonly wildcard?: boolean })
  /** Fields up to the next clause word or the end, spaces or commas between. */
  | (PartBase & { readonly kind: "fields"; readonly access: FieldRef["access"]; readonly wildcard?: boolean })
  /** A keyword and then a field, or fields: AS x, BY x y, OVER x, IN a b. */
  | (PartBase & {
      readonly kind: "clause-field";
      readonly keywords: readonly string[];
      readonly access: FieldRef["access"];
    })
  | (PartBase & {
      readonly kind: "clause-fields";
      readonly keywords: readonly string[];
      readonly access: FieldRef["access"];
      readonly wildcard?: boolean;
    })
  /** BY items that may carry options (tstats, chart's row field). */
  | (PartBase & {
      readonly kind: "clause-by-items";
      readonly keywords: readonly string[];
      readonly options: Readonly<Record<string, OptionType>>;
    })
  /** OVER/BY of chart and timechart: one item, and where a split may follow, the split. */
  | (PartBase & {
      readonly kind: "clause-split";
      readonly keywords: readonly string[];
      readonly options: Readonly<Record<string, OptionType>>;
    })
  | (PartBase & { readonly kind: "clause-search"; readonly keywords: readonly string[] })
  | (PartBase & { readonly kind: "clause-dataset"; readonly keywords: readonly string[] })
  /** A keyword on its own: `+`, `-`, `desc`, `search`. */
  | (PartBase & { readonly kind: "flag"; readonly words: readonly string[] })
  | (PartBase & { readonly kind: "search-expression" })
  | (PartBase & { readonly kind: "eval-expression"; readonly parenthesised?: boolean })
  | (PartBase & { readonly kind: "assignments" })
  | (PartBase & { readonly kind: "aggregations"; readonly context: "stats" | "tstats" })
  | (PartBase & { readonly kind: "rename-pairs" })
  /** Sort keys; after one of the keywords when there are any (`sortby` of dedup). */
  | (PartBase & { readonly kind: "sort-items"; readonly keywords?: readonly string[] })
  /** Pairs up to the keyword of the following clause. */
  | (PartBase & { readonly kind: "lookup-fields"; readonly keywords?: readonly string[] })
  | (PartBase & { readonly kind: "conversions" })
  | (PartBase & { readonly kind: "replacements" })
  | (PartBase & { readonly kind: "ranges" })
  /** `field=regex`, `field!=regex` or a bare regex, of the regex command. */
  | (PartBase & { readonly kind: "regex-filter" })
  | (PartBase & { readonly kind: "dataset" })
  /** `[ … ]`, `min` to `max` times. */
  | (PartBase & {
      readonly kind: "subsearches";
      readonly min: number;
      readonly max: number;
      readonly role: "argument" | "template";
    })
  /** `left=L right=R where L.a = R.b …` of join. */
  | (PartBase & { readonly kind: "join-where" })
  /** Anything up to the end of the stage: commands that are known by name only. */
  | (PartBase & { readonly kind: "rest" });

/** The parts of a command in the order in which positional ones are tried; keys name them in `Stage.args`. */
export type CommandGrammar = Readonly<Record<string, Part>>;

interface PartNodes {
  "clause-field": FieldRef | undefined;
  "clause-fields": readonly FieldRef[] | undefined;
  "clause-by-items": readonly ByItem[] | undefined;
  "clause-split": SplitBy | undefined;
  "clause-search": SearchExpr | undefined;
  "clause-dataset": DatasetRef | undefined;
  option: Option | undefined;
  word: Literal | undefined;
  field: FieldRef | undefined;
  fields: readonly FieldRef[] | undefined;
  flag: Literal | undefined;
  "search-expression": SearchExpr | undefined;
  "eval-expression": EvalExpr | undefined;
  assignments: readonly Assignment[] | undefined;
  aggregations: readonly Aggregation[] | undefined;
  "rename-pairs": readonly RenamePair[] | undefined;
  "sort-items": readonly SortItem[] | undefined;
  "lookup-fields": readonly LookupField[] | undefined;
  conversions: readonly Conversion[] | undefined;
  replacements: readonly Replacement[] | undefined;
  ranges: readonly Range[] | undefined;
  "regex-filter": RegexFilter | undefined;
  dataset: DatasetRef | undefined;
  subsearches: readonly Subsearch[] | undefined;
  "join-where": readonly RenamePair[] | undefined;
  rest: readonly Literal[] | undefined;
}

/** The node or nodes that a part gives; an option that may repeat gives a list. */
export type NodeOf<P extends Part> = P extends { readonly kind: "option"; readonly repeat: true }
  ? readonly Option[] | undefined
  : PartNodes[P["kind"]];

/** The typed arguments of a command, from its grammar. */
export type Args<G extends CommandGrammar> = { readonly [K in keyof G]: NodeOf<G[K]> };

/** What the parser must know of a command. */
export interface CommandWords {
  readonly name: string;
  readonly grammar: CommandGrammar;
  /** Must be the first command of a search. */
  readonly generating: boolean;
  /** May be the first command of a search as well as a later one (union). */
  readonly anywhere?: boolean;
}

/** What the parser must know of the language's words. */
export interface Vocabulary {
  /** The grammar of a command by any of its names (lower case); undefined when unknown. */
  command(name: string): CommandWords | undefined;
  /** Whether a word (lower case) is an aggregation; `perc95` counts. */
  isAggregation(word: string): boolean;
  /** Whether a word (lower case) is an eval function. */
  isFunction(word: string): boolean;
  /** All names of a kind, for suggestions. */
  names?(kind: "command" | "aggregation" | "function"): Iterable<string>;
}
