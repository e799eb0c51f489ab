import type { CatalogAssets } from "./catalog.ts";
import { fact, grouped, indexed } from "./collect.ts";
import { loadData } from "./load.ts";

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

/** Indexes the macros. */
export function createMacroFacts(assets: CatalogAssets): MacroFacts {
  return indexMacros(
    loadData(assets, "macros").macros.map(([name, origin, use, definition, args, description]) =>
      fact<MacroFact>({ name, arguments: args, definition, isEval: false, description, origin, use }),
    ),
  );
}

/** The read API over given macros; of equal names and arities the first wins. */
export function indexMacros(macros: readonly MacroFact[]): MacroFacts {
  const byKey = indexed(macros, (m) => `${m.name}/${m.arguments.length}`);
  const byName = grouped(byKey.values(), (m) => m.name);
  const all = Object.freeze([...byKey.values()]);
  return Object.freeze<MacroFacts>({
    get: (name, arity) =>
      byKey.get(`${name}/${arity}`) ?? (arity === 0 && !byName.has(name) ? filterMacro(name) : undefined),
    arities: (name) => (byName.get(name) ?? []).map((m) => m.arguments.length).sort((a, b) => a - b),
    all: () => all,
  });
}

/** Detections end with a macro of their own name for tuning; until it is defined it lets everything through. */
function filterMacro(name: string): MacroFact | undefined {
  if (!/^[\w-]+_filter$/.test(name)) return undefined;
  return fact<MacroFact>({
    name,
    arguments: [],
    definition: "search *",
    isEval: false,
    description: "Filter for tuning, not defined; lets everything through",
    origin: "convention",
    use: 0,
  });
}
