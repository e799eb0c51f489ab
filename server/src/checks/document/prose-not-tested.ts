import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Span } from "#base/span.ts";
import { defineRuleCheck, type RuleCheckContext } from "../define-rule-check.ts";
import { proseOf } from "../support/prose.ts";

/** Names of one file that are looked for; beyond, nothing is said. */
const MOST_NAMES = 500;

/** What prose names, and how a search that tests it would hold it. */
interface Named {
  readonly what: string;
  readonly pattern: RegExp;
  /** The tested part of a match. */
  readonly value: (match: RegExpMatchArray) => string;
}

const NAMED: readonly Named[] = [
  {
    what: "event id",
    pattern: /\b(?:event\s?(?:id|code)s?|eid)\s{0,3}[:=#]?\s{0,3}(\d{1,5})\b(?!\s*[–-]\s*\d)/gi,
    value: (match) => match[1] ?? "",
  },
  {
    what: "port",
    pattern: /\b(?:(?:TCP|UDP)(?:\s+port|\/)\s*|port\s+)(\d{2,5})\b(?!\s*[–-]\s*\d)/gi,
    value: (match) => match[1] ?? "",
  },
  { what: "program", pattern: /(?<![\w.\\/-])([\w-]{2,40})\.exe\b/gi, value: (match) => match[1] ?? "" },
  {
    what: "UUID",
    pattern: /(?<![\w/-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w/-])/gi,
    value: (match) => match[0],
  },
];

export const proseNotTested = defineRuleCheck({
  id: "document/prose-not-tested",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "The text names an event id, a port, a program or a UUID that no search of the file holds.",
  why: "Text and searches drift apart: a page says that event 4624 is looked at, and the search for it was never written or was removed. Each name is reported once, where it first stands. Nothing is said of files whose searches call macros, lookups or subsearches that are not known here, and nothing of parts about false positives, references or mitigations.",
  check(rule, ctx) {
    if (rule.format === "sigma" || ctx.analytics.length === 0 || ctx.analytics.some(hidesTests)) return;
    const searches = ctx.analytics
      .map(({ text, expansion }) => `${text}\n${expansion.text}`)
      .join("\n")
      .toLowerCase();
    const id = rule.metadata.id?.value.toLowerCase();
    const said = new Set<string>(id === undefined ? [] : [`UUID ${id}`]);
    for (const prose of proseOf(rule, ctx.text)) reportNamed(prose, searches, said, ctx);
  },
  examples: {
    good: [
      {
        file: "page.md",
        text: '# Page\n\nLooks at event ID 4688 of wmic.exe.\n\n## False positives\n\nmsiexec.exe\n\n```spl\nindex=x EventCode=4688 NewProcessName="*\\\\wmic.exe"\n```\n',
      },
      { file: "page.md", text: "# Page\n\nLooks at event ID 4624.\n\n```spl\n`logons` user=a\n```\n" },
    ],
    bad: [
      {
        file: "page.md",
        text: "# Page\n\nLooks at «event ID 4624» from «port 135».\n\n```spl\nindex=x EventCode=4688\n```\n",
      },
    ],
  },
});

/** Whether a search may test what its text does not show: it reads tables or saved searches, or calls an unknown macro. */
function hidesTests({ expanded, expansion }: AnalyticAnalysis): boolean {
  return (
    /\b(?:lookup|inputlookup|savedsearch|datamodel|from)\b/i.test(expansion.text) ||
    expanded.tokens.some(({ kind }) => kind === "macro")
  );
}

function reportNamed(prose: Span, searches: string, said: Set<string>, ctx: RuleCheckContext): void {
  const text = ctx.text.slice(prose.start, prose.end);
  for (const { what, pattern, value } of NAMED) {
    for (const match of text.matchAll(pattern)) {
      const name = value(match).toLowerCase();
      const key = `${what} ${name}`;
      if (said.has(key)) continue;
      if (said.size >= MOST_NAMES) return;
      said.add(key);
      if (holds(searches, name)) continue;
      const at = { start: prose.start + match.index, end: prose.start + match.index + match[0].length };
      ctx.report(at, `No search of this file holds the ${what} ${name}.`);
    }
  }
}

/** Whether searches hold a word, not as part of a longer one or of a longer number. */
function holds(searches: string, word: string): boolean {
  const edge = /^\d/.test(word) ? "[\\d]" : "[\\w-]";
  return new RegExp(`(?<!${edge})${word}(?!${edge})`).test(searches);
}
