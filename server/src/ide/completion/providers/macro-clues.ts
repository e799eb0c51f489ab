import type { Sources } from "#catalog/sources.ts";
import type { CompletionContext } from "../context.ts";

/** How much likelier a macro is that selects the data that the document names, or whose name the document speaks of. */
const OF_DATA = 60;
const SPOKEN_OF = 20;
/** Of a name of several words in part. */
const IN_PART = 3;
/** How much less likely a macro is where its text does not fit. */
const UNFIT = 0.003;
/** And one that selects other data than the document names. */
const OTHER_DATA = 0.2;

/** Words of names of macros that say nothing of what a macro is for. */
const COMMON = new Set([
  "process",
  "macro",
  "filter",
  "windows",
  "events",
  "event",
  "logs",
  "log",
  "the",
  "and",
  "for",
]);

/** A macro as far as its clues go. */
interface MacroText {
  readonly name: string;
  readonly definition: string;
}

/** Where a macro is called: where the search begins, behind a pipe, among the arguments of tstats, in a filter, elsewhere. */
type Call = "first" | "command" | "tstats" | "where" | "search" | "argument";

/** What a macro's text is: a command, a selection of events, conditions on a data model, options, or something else. */
type Nature = "command" | "events" | "model" | "options" | "other";

const FITTING: Readonly<Record<Call, ReadonlySet<Nature>>> = {
  first: new Set(["events", "other"]),
  command: new Set(["command", "other"]),
  tstats: new Set(["options", "other"]),
  where: new Set(["model", "other"]),
  search: new Set(["events", "other"]),
  argument: new Set(["command", "events", "model", "options", "other"]),
};

/**
 * How much likelier each macro is, by whether its text fits the place and by what the rest of the document speaks of: its data
 * sources, the words of the macro's name. 1 where that says nothing.
 */
export function macroClues(context: CompletionContext): (macro: MacroText) => number {
  const { mentions, cursor } = context;
  const spoken = new Set([...mentions.elsewhere, ...mentions.before].map((word) => word.toLowerCase()));
  const data = dataNamed(cursor.catalog.sources, mentions.elsewhere);
  const call = callAt(context);
  const { dialect } = cursor.analytic.environment;
  return ({ name, definition }) => {
    const nature = natureOf(definition, (word) => dialect.command(word) !== undefined);
    if (!FITTING[call].has(nature)) return UNFIT;
    if (nature === "command" || nature === "options") return 1;
    const text = definition.toLowerCase();
    if (nature === "events" && data.some((source) => text.includes(source))) return OF_DATA;
    const share = nature === "events" && data.length > 0 ? OTHER_DATA : 1;
    const words = name
      .toLowerCase()
      .split("_")
      .filter((word) => word.length > 1 && !COMMON.has(word));
    const said = words.filter((word) => spoken.has(word)).length;
    return share * (said === 0 ? 1 : said === words.length ? SPOKEN_OF : IN_PART);
  };
}

/** The place of the call, by the written text of its command. */
function callAt({ cursor, span }: CompletionContext): Call {
  const text = cursor.expanded === undefined ? cursor.analytic.written.text : cursor.analytic.expanded.text;
  const before = text.slice(0, span.start).replace(/`$/, "");
  const from = Math.max(before.lastIndexOf("|"), before.lastIndexOf("[")) + 1;
  const own = before.slice(from).trimStart();
  const isFirst = from === 0 || (before[from - 1] === "[" && !/^tstats\b/i.test(own));
  if (own === "") return isFirst ? "first" : "command";
  const command = /^\w+\b(?!\s*[=:])/.exec(own)?.[0].toLowerCase() ?? "";
  if (command === "tstats") return /\bwhere\b/i.test(own) && !/\bby\b/i.test(own) ? "where" : "tstats";
  return isFirst || command === "search" ? "search" : "argument";
}

function natureOf(definition: string, isCommand: (word: string) => boolean): Nature {
  const text = definition.trim();
  const first = /^\|?\s*(\w+)\s+(?![=:(])/.exec(text)?.[1]?.toLowerCase();
  if (text === "search *" || (first !== undefined && first !== "search" && isCommand(first))) return "command";
  if (/\b(?:source|sourcetype|eventtype|index)\s*(?:=|IN\b)/i.test(text)) return "events";
  if (/\b[A-Z]\w*\.\w+\s*(?:!?=|[<>]|IN\b)/.test(text)) return "model";
  return /^\w+=\w+(?:\s+\w+=\w+)*$/.test(text) ? "options" : "other";
}

/** The names by which searches select the data sources that a document names, in lower case. */
function dataNamed(sources: Sources, words: ReadonlySet<string>): readonly string[] {
  const named = sources
    .dataSources()
    .filter(({ name }) => name !== "Splunk" && name.split(" ").every((word) => words.has(word)));
  // A source type of many logs, such as that of all of Windows, tells none of them.
  const names = named.flatMap(({ source, sourcetype }) => (source.includes(":") ? [source] : [source, sourcetype]));
  return [...new Set(names.map((name) => name.toLowerCase()))].filter(
    (name) => name.length > 3 && name !== "not_applicable",
  );
}
