import { lineMap, type Position, positionAt } from "#base/line-map.ts";
import { ownText } from "#base/own-text.ts";
import type { Span } from "#base/span.ts";
import type { Environment } from "#semantics/environment.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import type { RuleFile } from "#semantics/rule/rule-file.ts";
import { nameKey, nameUses, type WorkspaceName } from "#semantics/spl/name-uses.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import type { NameContext } from "./name-places.ts";
import { ruleFileOf } from "./rule-file-of.ts";
import { RuleIds } from "./rule-ids.ts";
import { uuidPlaces } from "./uuid-places.ts";

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
  /** What each symbol is found by, in the same order and without case. */
  readonly words: readonly string[];
  /** Keys of the macros, lookups and saved searches that its searches use. */
  readonly names: ReadonlySet<string>;
  /** UUIDs that it states in any form. */
  readonly uuids: ReadonlySet<string>;
}

/** What reading a rule file into the index needs to know. */
type IndexContext = NameContext & Pick<Environment, "catalog">;

/**
 * The rules of a workspace by file, with the names that they use. Files are parsed once and only what finding needs is kept, so ten thousand rules take a
 * few megabytes. An edit replaces the entries of its file alone, and not before something is asked for.
 */
export class RuleIndex {
  readonly #ids = new RuleIds();
  readonly #files = new Map<string, IndexedFile>();
  readonly #open = new Set<string>();
  /** Texts that came in by editing and are not read yet, and those of which the id is not read yet. */
  readonly #edited = new Map<string, string>();
  readonly #newIds = new Map<string, string>();
  readonly #context: IndexContext;

  constructor(context: IndexContext) {
    this.#context = context;
  }

  /** Which rules share an id. Of what came in by editing nothing else is read for it. */
  get ids(): RuleIds {
    for (const [uri, text] of this.#newIds) this.#ids.set(uri, ruleFileOf({ uri, text }));
    this.#newIds.clear();
    return this.#ids;
  }

  /** How many files hold rules. */
  get size(): number {
    this.#readEdited();
    return this.#files.size;
  }

  /** Takes a file's text from the disk, unless it is open. A file without rules is forgotten. */
  set(uri: string, text: string): void {
    if (this.#open.has(uri)) return;
    const rule = parseRuleFile(uri, text);
    this.#ids.set(uri, rule);
    this.#take(uri, text, rule);
  }

  /** Takes the text of an open file, which counts instead of that on disk until `close`, and is read when it is asked for. */
  edit(uri: string, text: string): void {
    this.#open.add(uri);
    this.#edited.set(uri, text);
    this.#newIds.set(uri, text);
  }

  /** From now on the file counts as it is on disk, which is to be given next. */
  close(uri: string): void {
    this.#open.delete(uri);
    this.#edited.delete(uri);
    this.#newIds.delete(uri);
  }

  /** Forgets a file that is gone from the disk, unless it is open. */
  delete(uri: string): void {
    if (this.#open.has(uri)) return;
    this.#ids.delete(uri);
    this.#files.delete(uri);
  }

  #readEdited(): void {
    for (const [uri, text] of this.#edited) this.#take(uri, text, ruleFileOf({ uri, text }));
    this.#edited.clear();
  }

  #take(uri: string, text: string, rule: RuleFile): void {
    const symbols = symbolsOf(uri, text, rule);
    if (symbols.length === 0) this.#files.delete(uri);
    else {
      const uuids = new Set(uuidPlaces(text, rule, this.#context.catalog).map(({ uuid }) => ownText(uuid)));
      this.#files.set(uri, { symbols, words: symbols.map(wordsOf), names: namesOf(rule, this.#context), uuids });
    }
  }

  /** The files that state a UUID in any of its forms. */
  filesStating(uuid: string): readonly string[] {
    this.#readEdited();
    return [...this.#files].flatMap(([uri, { uuids }]) => (uuids.has(uuid) ? [uri] : []));
  }

  /** The files whose searches use a macro, lookup or saved search. */
  filesUsing(name: WorkspaceName): readonly string[] {
    this.#readEdited();
    const key = nameKey(name);
    return [...this.#files].flatMap(([uri, { names }]) => (names.has(key) ? [uri] : []));
  }

  /** Symbols whose name, id or technique holds all words of the query, those that begin with it first; at most `limit`. */
  search(query: string, limit = 200): readonly IndexedSymbol[] {
    this.#readEdited();
    const wanted = query
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const first: IndexedSymbol[] = [];
    const others: IndexedSymbol[] = [];
    for (const { symbols, words } of this.#files.values()) {
      for (const [index, symbol] of symbols.entries()) {
        const text = words[index] ?? "";
        if (!wanted.every((word) => text.includes(word))) continue;
        const list = text.startsWith(wanted[0] ?? "") ? first : others;
        if (list.length < limit) list.push(symbol);
        if (first.length >= limit) return first;
      }
    }
    return [...first, ...others].slice(0, limit);
  }
}

function wordsOf({ name, id, techniques }: IndexedSymbol): string {
  return ownText(`${name} ${id ?? ""} ${techniques.join(" ")}`.toLowerCase());
}

function namesOf({ analytics }: RuleFile, { dialect, settings }: NameContext): ReadonlySet<string> {
  const uses = analytics
    .filter(({ language }) => language === "spl")
    .flatMap(({ query }) => nameUses(query.text, vocabularyOf(dialect), settings.macrosInQuotes));
  return new Set(uses.map((use) => ownText(nameKey(use))));
}

function own(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownText(text);
}

function symbolsOf(uri: string, text: string, rule: RuleFile): readonly IndexedSymbol[] {
  const { metadata, analytics, format } = rule;
  if (format === "other" || (analytics.length === 0 && format !== "sigma")) return [];
  const lines = lineMap(text);
  const place = ({ start, end }: Span) => ({ start: positionAt(lines, start), end: positionAt(lines, end) });
  const shared = {
    uri,
    id: own(metadata.id?.value),
    techniques: metadata.techniques.map(({ value }) => ownText(value)),
  };
  const symbols: IndexedSymbol[] = [];
  if (metadata.name !== undefined) {
    symbols.push({ ...shared, kind: "rule", name: ownText(metadata.name.value), ...place(metadata.name.span) });
  }
  for (const { name, nameSpan, span } of analytics) {
    if (name === metadata.name?.value) continue;
    symbols.push({
      ...shared,
      kind: "analytic",
      name: ownText(name),
      ...place(nameSpan ?? { start: span.start, end: span.start }),
    });
  }
  return symbols;
}
