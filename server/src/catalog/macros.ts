/** One search macro, keyed by name and number of arguments (SPL reference section 1.8). */
export interface MacroFact {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly definition: string;
  /** The definition is an eval expression that gives the text. */
  readonly isEval: boolean;
  readonly description?: string;
  /**
   * `built-in`: one of the few that every content pack relies on; `content`: from the public detection content;
   * `source`: a stand-in by channel for a macro that an installation defines itself; `convention`: an undefined
   * `…_filter`; `workspace`: from the overlay.
   */
  readonly origin: "built-in" | "content" | "source" | "convention" | "workspace";
  readonly use: number;
}

/** Definitions of macros that ship with the product or the workspace overlay. */
export interface MacroFacts {
  /** The macro of that name and arity. Names are case-sensitive. An undefined `…_filter` of arity 0 is `search *`. */
  get(name: string, arity: number): MacroFact | undefined;
  /** Arities under which the name is defined, ascending. */
  arities(name: string): readonly number[];
  all(): readonly MacroFact[];
}
