import fc from "fast-check";
import { describe, it } from "vitest";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { checkParse } from "#test/support/check-parse.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";

/** Searches of our own that reach every part of the grammar; real ones join them when the corpus is there. */
const SEEDS = [
  'index=main (a=1 OR b="c d") NOT foo EventCode IN (1, 2) TERM(10.0.0.1) earliest=-1d@d | stats count min(_time) as t by user, host',
  "| tstats summariesonly=t count from datamodel=Endpoint.Processes where Processes.process_name=wmic.exe by Processes.dest _time span=1h | rename Processes.* as *",
  'index=x | eval a=if(x="1" AND NOT y IN (1,2), \'b c\'."-", -1.5e3 % z), {k}=lower(v) | where a LIKE "%x" OR !isnull(b)',
  'index=x [search index=y | fields user | format] | join type=left user [| inputlookup t.csv where a=1] | `m(1, "a,b")` | sort 10 - a, num(b) desc',
  'a ```note | x``` | rex field=f "(?<x>\\d+)\\"" | regex f!="^a" | lookup t k AS u OUTPUT v AS w | dedup 2 a sortby -b | head (n<3) keeplast=t',
  "a | timechart span=1h limit=5 count by host where count in top5 | chart sum(x) over a by b | transaction id startswith=(a OR b) endswith=eval(x>1) maxspan=5m",
  'a | foreach f_* [eval <<FIELD>>=\'<<FIELD>>\'+1] | map search="search x=$y$ | stats count" | appendpipe [stats sum(n) as n] | convert ctime(t) AS u | replace "a*" WITH b IN c',
];
const PIECES = [
  "|",
  '"',
  "`",
  "```",
  "[",
  "]",
  "(",
  ")",
  ",",
  "=",
  "'",
  "\\",
  " ",
  "\n",
  "AND",
  "NOT ",
  "by ",
  "as ",
  "| stats ",
  "eval(",
  "$x$",
  "{",
  "é",
  "\u{1F600}",
  "-",
  "<<",
  "!=",
];

const corpus = corpusSearches()
  .map(({ text }) => text)
  .filter((text) => text.length < 3000);
const seeds = fc.oneof(fc.constantFrom(...SEEDS), fc.constantFrom(...(corpus.length > 0 ? corpus : SEEDS)));
const edit = fc.record({
  at: fc.nat(3000),
  cut: fc.nat(12),
  piece: fc.oneof(fc.constant(""), fc.constantFrom(...PIECES)),
});

function edited(
  text: string,
  edits: readonly { readonly at: number; readonly cut: number; readonly piece: string }[],
): string {
  return edits.reduce((now, { at, cut, piece }) => {
    const start = now.length === 0 ? 0 : at % (now.length + 1);
    return now.slice(0, start) + piece + now.slice(start + (piece === "" ? cut + 1 : cut % 3));
  }, text);
}

describe("parsing any text", () => {
  const runs = Number(process.env.RULEHOUND_FUZZ_RUNS ?? 3000);

  it("keeps its promises after random edits of searches", () => {
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(seeds, edits, (text, changes) => void checkParse(edited(text, changes), splVocabulary)),
      { numRuns: runs },
    );
  });

  it("keeps its promises for text made of the language's pieces", () => {
    const words = fc.constantFrom(...PIECES, ...new Set(SEEDS.join(" ").split(/(?<=\W)|(?=\W)/)));
    const text = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (any) => void checkParse(any, splVocabulary)),
      { numRuns: runs },
    );
  });

  it("keeps its promises for every prefix of a search", () => {
    for (const text of [...SEEDS, ...corpus.filter((_, index) => index % 25 === 0)]) {
      for (let end = 0; end <= text.length; end++) checkParse(text.slice(0, end), splVocabulary);
    }
  });

  it("survives deep nesting and long chains", () => {
    const deep = (open: string, close: string) => `x | where ${open.repeat(20_000)}a${close.repeat(20_000)}`;
    for (const text of [
      deep("(", ")"),
      deep("if(", ")"),
      deep("NOT ", ""),
      deep("-", ""),
      deep("[", "]"),
      deep("[search ", "]"),
      `${"(".repeat(20_000)}a`,
      `${"NOT ".repeat(20_000)}a`,
      `${"[ search ".repeat(5000)}`,
      `x | where ${"a=1 OR ".repeat(20_000)}b=2`,
      `x | where ${"a ".repeat(20_000)}`,
      `x | stats ${"sparkline(".repeat(5000)}`,
      `x | stats ${"sum(a b ".repeat(5000)}`,
      '"'.repeat(20_001),
      "`".repeat(20_000),
      '`a(" '.repeat(5000),
      "x=".repeat(20_000),
      "| ".repeat(20_000),
    ]) {
      checkParse(text, splVocabulary);
    }
  });
});
