import { lineMap, type Position, positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { nameKey, nameUses, type WorkspaceName } from "#semantics/spl/name-uses.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { NameContext } from "./name-places.ts";
import { RuleIds } from "./rule-ids.ts";

/** A rule or an analytic of the workspace, as far as finding it needs. */
export interface IndexedSymbol {
  readonly uri: string;
  readonly kind: "rule" | "analytic";
  readonly name: string;
  /** Id and techniques of the rule: found by them too. */
  readonly id: string | undefined;
  readonly techniques: readonly string[];
  readonly start: Position;
  readonly end: Position;
}

/** What is kept of a file. */
interface IndexedFile {
  readonly symbols: readonly IndexedSymbol[];
  /** Keys of the macros, lookups and saved searches that its searches use. */
  readonly names: ReadonlySet<string>;
}

/**
 * The rules of a workspace by file, with the names that they use. Files are parsed once and only what finding needs is kept, so ten thousand rules take a
 * few megabytes. An edit replaces the entries of its file alone.
 */
export class RuleIndex {
  /** Which rules share an id. */
  readonly ids = new RuleIds();
  readonly #files = new Map<string, IndexedFile>();
  readonly #context: NameContext;

  constructor(context: NameContext) {
    this.#context = context;
  }

  /** How many files hold rules. */
  get size(): number {
    return this.#files.size;
  }

  /** Takes a file's text in place of what was known of it. A file without rules is forgotten. */
  set(uri: string, text: string): void {
    const rule = parseRuleFile(uri, text);
    const symbols = symbolsOf(uri, text, rule);
    this.ids.set(uri, rule);
    if (symbols.length === 0) this.#files.delete(uri);
    else this.#files.set(uri, { symbols, names: namesOf(rule, this.#context) });
  }

  delete(uri: string): void {
    this.ids.delete(uri);
    this.#files.delete(uri);
  }

  /** The files whose searches use a macro, lookup or saved search. */
  filesUsing(name: WorkspaceName): readonly string[] {
    const key = nameKey(name);
    return [...this.#files].flatMap(([uri, { names }]) => (names.has(key) ? [uri] : []));
  }

  /** Symbols whose name, id or technique holds all words of the query, those that begin with it first; at most `limit`. */
  search(query: string, limit = 200): readonly IndexedSymbol[] {
    const words = query
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const first: IndexedSymbol[] = [];
    const others: IndexedSymbol[] = [];
    for (const { symbols } of this.#files.values()) {
      for (const symbol of symbols) {
        const text = `${symbol.name} ${symbol.id ?? ""} ${symbol.techniques.join(" ")}`.toLowerCase();
        if (!words.every((word) => text.includes(word))) continue;
        (text.startsWith(words[0] ?? "") ? first : others).push(symbol);
        if (first.length >= limit) return first;
      }
    }
    return [...first, ...others].slice(0, limit);
  }
}

function namesOf({ analytics }: RuleFile, { dialect, settings }: NameContext): ReadonlySet<string> {
  const uses = analytics
    .filter(({ language }) => language === "spl")
    .flatMap(({ query }) => nameUses(query.text, vocabularyOf(dialect), settings.macrosInQuotes));
  return new Set(uses.map(nameKey));
}

function symbolsOf(uri: string, text: string, rule: RuleFile): readonly IndexedSymbol[] {
  const { metadata, analytics, format } = rule;
  if (format === "other" || (analytics.length === 0 && format !== "sigma")) return [];
  const lines = lineMap(text);
  const place = ({ start, end }: Span) => ({ start: positionAt(lines, start), end: positionAt(lines, end) });
  const shared = { uri, id: metadata.id?.value, techniques: metadata.techniques.map(({ value }) => value) };
  const symbols: IndexedSymbol[] = [];
  if (metadata.name !== undefined) {
    symbols.push({ ...shared, kind: "rule", name: metadata.name.value, ...place(metadata.name.span) });
  }
  for (const { name, nameSpan, span } of analytics) {
    if (name === metadata.name?.value) continue;
    symbols.push({ ...shared, kind: "analytic", name, ...place(nameSpan ?? { start: span.start, end: span.start }) });
  }
  return symbols;
}
