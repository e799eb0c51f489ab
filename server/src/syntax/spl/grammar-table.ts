import type { Cursor } from "./cursor.ts";
import type { CommandGrammar, Part } from "./grammar.ts";
import type { PartContext, PartOf } from "./parts/part-context.ts";
import { keywordsOf } from "./parts/read-part.ts";
import { atKeyword, atNameValue } from "./parts/words.ts";

/** A part with its key in the grammar. */
export interface Entry<P extends Part = Part> {
  readonly key: string;
  readonly part: P;
}

/** A grammar arranged for reading. */
export interface GrammarTable {
  readonly entries: readonly Entry[];
  readonly options: ReadonlyMap<string, Entry<PartOf<"option">>>;
  readonly clauses: ReadonlyMap<string, Entry>;
  readonly positional: readonly Entry[];
  /** Words of flags: at the very end they are flags and no fields. */
  readonly flags: ReadonlySet<string>;
}

const tables = new WeakMap<CommandGrammar, GrammarTable>();

/** The table of a grammar, made once. */
export function grammarTable(grammar: CommandGrammar): GrammarTable {
  const known = tables.get(grammar);
  if (known !== undefined) return known;
  const entries = Object.entries(grammar).map(([key, part]) => ({ key, part }));
  const options = new Map<string, Entry<PartOf<"option">>>();
  const clauses = new Map<string, Entry>();
  const positional: Entry[] = [];
  const flags = new Set<string>();
  for (const { key, part } of entries) {
    if (part.kind === "option") {
      for (const name of part.names) options.set(name.toLowerCase(), { key, part });
      continue;
    }
    const keywords = keywordsOf(part);
    if (keywords === undefined) positional.push({ key, part });
    else for (const keyword of keywords) clauses.set(keyword, { key, part });
    if (part.kind === "flag") for (const word of part.words) if (/\w/.test(word)) flags.add(word.toLowerCase());
  }
  const table = { entries, options, clauses, positional, flags };
  tables.set(grammar, table);
  return table;
}

/** The option whose name, with `=`, is at the cursor. */
export function optionAt(cursor: Cursor, table: GrammarTable): Entry<PartOf<"option">> | undefined {
  if (cursor.peek()?.kind !== "word") return undefined;
  const found = table.options.get(cursor.rest.toLowerCase());
  return found !== undefined && atNameValue(cursor) ? found : undefined;
}

/** The clause whose keyword is at the cursor. */
export function clauseAt(cursor: Cursor, table: GrammarTable): Entry | undefined {
  if (cursor.peek()?.kind !== "word") return undefined;
  const word = cursor.rest.toLowerCase();
  const found = table.clauses.get(word);
  return found !== undefined && atKeyword(cursor, [word]) ? found : undefined;
}

/** What the readers of parts must know of the command. */
export function partContext(command: string, table: GrammarTable): PartContext {
  return {
    command,
    wantsList: table.positional.some(({ part }) => LISTS.has(part.kind) && part.required === true),
    atBoundary: (cursor) =>
      cursor.done || clauseAt(cursor, table) !== undefined || optionAt(cursor, table) !== undefined,
    atClause: (cursor) => clauseAt(cursor, table) !== undefined,
    atFinalFlag: (cursor) => atFinalFlag(cursor, table),
  };
}

const LISTS: ReadonlySet<string> = new Set(["fields", "sort-items"]);

/** A flag as the last word: the `desc` of `sort a desc`. */
function atFinalFlag(cursor: Cursor, table: GrammarTable): boolean {
  if (table.flags.size === 0 || cursor.peek()?.kind !== "word" || !table.flags.has(cursor.rest.toLowerCase()))
    return false;
  const mark = cursor.mark();
  cursor.eat();
  const last = cursor.done;
  cursor.reset(mark);
  return last;
}
