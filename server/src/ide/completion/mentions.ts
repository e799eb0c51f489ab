import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { LruMap } from "#base/memo.ts";
import type { Span } from "#base/span.ts";
import { indexesIn } from "./providers/indexes.ts";

/** Words of the document beside the one that is being typed: what its metadata, its other searches and this one speak of. */
export interface Mentions {
  /** Of the search at hand, in front of the place. */
  readonly before: ReadonlySet<string>;
  /** Of the search at hand, behind the place. */
  readonly after: ReadonlySet<string>;
  /** Of the rest of the document. */
  readonly elsewhere: ReadonlySet<string>;
  /** Numbers of which the rest of the document speaks as ids of events. */
  readonly events: ReadonlySet<string>;
  /** Names between dollar signs, and fields of findings: the rest of the document expects them of the search's rows. */
  readonly shown: ReadonlySet<string>;
  /** Names that the rest of the document lists as fields of the search. */
  readonly required: ReadonlySet<string>;
  /** Words that follow a word somewhere else in the document, where nothing but signs of a list is between them. */
  behind(word: string): ReadonlySet<string>;
  /** Words that stand so in front of a word. */
  inFrontOf(word: string): ReadonlySet<string>;
  /** Names of indexes in the whole document. */
  readonly indexes: ReadonlySet<string>;
}

/** Where nothing is known of the rest of the document. */
export const NO_MENTIONS: Mentions = {
  before: new Set(),
  after: new Set(),
  elsewhere: new Set(),
  events: new Set(),
  shown: new Set(),
  required: new Set(),
  behind: () => new Set(),
  inFrontOf: () => new Set(),
  indexes: new Set(),
};

/** How much text is read on each side of the search. */
const MOST = 100_000;

interface Around {
  readonly words: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly indexes: readonly string[];
}

/** What was read of the texts around the searches that are being typed, which stay while one types. */
const elsewhere = new LruMap<string, Around>(4 * MOST, (around) => around.length);

/** The words around an offset of a document, without the one that it stands in. */
export function mentionsAt(analysis: DocumentAnalysis, offset: number): Mentions {
  const { document, analyticAt } = analysis;
  const { text } = document;
  const start = offset - (/[\w.{}@-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w.{}@-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const search = analyticAt(start)?.analytic.span ?? { start, end };
  const around = `${text.slice(Math.max(0, search.start - MOST), search.start)} ${text.slice(search.end, search.end + MOST)}`;
  const read = elsewhere.getOrCompute(around, () => readAround(around, pieces(analysis, search)));
  const own = [text.slice(search.start, start), text.slice(end, search.end)] as const;
  return {
    before: words(own[0]),
    after: words(own[1]),
    shown: read.shown,
    required: read.required,
    behind: (word) => neighbours(own, (text) => text.matchAll(new RegExp(`${edge(word)}${LISTED}([\\w.{}@:-]+)`, "g"))),
    inFrontOf: (word) =>
      neighbours(own, (text) => text.matchAll(new RegExp(`(?<![\\w.{}@:-])([\\w.{}@:-]+)${LISTED}${edge(word)}`, "g"))),
    elsewhere: read.words,
    events: read.events,
    indexes: new Set([...read.indexes, ...indexesIn(own.join("\n"))]),
  };
}

/** The words of pieces of documents, most of which stay while others are typed. */
const known = new LruMap<string, ReadonlySet<string>>(4 * MOST, (piece) => piece.length);

function readAround(text: string, pieces: readonly string[]): Around {
  const found = new Set<string>();
  for (const piece of pieces)
    for (const word of known.getOrCompute(piece, () => words(`${piece} `.replace(KEYS, "$1")))) found.add(word);
  return {
    words: found,
    events: eventIds(text),
    shown: shownIn(text),
    required: requiredIn(text),
    indexes: indexesIn(text),
  };
}

/** The text around a search, cut at ends of lines, mostly behind the other searches. */
function pieces({ document: { text }, rule }: DocumentAnalysis, search: Span): readonly string[] {
  const ends = rule.analytics.map(({ span }) => text.indexOf("\n", span.end) + 1);
  const cut = (from: number, to: number): readonly string[] => {
    const at = [from, ...ends.filter((end) => from < end && end < to), to];
    return at.slice(1).map((end, i) => text.slice(at[i], end));
  };
  return [
    ...cut(Math.max(0, search.start - MOST), search.start),
    ...cut(search.end, Math.min(text.length, search.end + MOST)),
  ];
}

/** Keys of YAML say nothing of the search. */
const KEYS = /^([ \t-]*)\w+:(?=\s)/gm;

const EVENT_IDS =
  /\b(?:event\s?(?:codes?|ids?)|events?|(?:windows event log|sysmon|operational|security|system|application)(?: event\s?ids?)?)[\s:=#]{0,4}((?:(?:,|\s|and|or|&){0,4}\b\d{1,5}\b)+)/gi;

function eventIds(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(EVENT_IDS)].flatMap(([, ids = ""]) => ids.match(/\d+/g) ?? []));
}

const SHOWN = /\$(?:result\.)?([A-Za-z_][\w.{}-]*)\$|\bfield:[ \t]*["']?([A-Za-z_][\w.{}-]*)/g;

function shownIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(SHOWN)].map(([, token, field]) => token ?? field ?? ""));
}

const REQUIRED = /^[ \t]*required_fields:[ \t]*\r?\n((?:[ \t]*-[ \t].*(?:\r?\n|$))*)/gm;

function requiredIn(text: string): ReadonlySet<string> {
  const lines = [...text.matchAll(REQUIRED)].flatMap(([, list = ""]) => list.split("\n"));
  return new Set(lines.flatMap((line) => /^[ \t]*-[ \t]+["']?([A-Za-z_][\w.{}@-]*)["']?\s*$/.exec(line)?.[1] ?? []));
}

/** What may be between two names of a list. */
const LISTED = `["']?(?:\\s*,\\s*|\\s+)["']?`;

/** A pattern for a word that stands alone. */
function edge(word: string): string {
  return `(?<![\\w.{}@:-])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w.{}@:-])`;
}

function neighbours(texts: readonly string[], find: (text: string) => Iterable<RegExpExecArray>): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => [...find(text)].map(([, word = ""]) => word)));
}

function words(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[\w.{}@-]+/g)) {
    found.add(word);
    const dot = word.indexOf(".");
    if (dot > 0) found.add(word.slice(dot + 1));
  }
  return found;
}
