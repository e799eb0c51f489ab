import type { Part } from "#syntax/spl/grammar.ts";
import { optionType, renderOption } from "../../render/command.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods } from "../likelihood.ts";
import type { Place } from "../place.ts";
import { type Provider, rankOf } from "../provider.ts";
import { wordClues } from "./word-clues.ts";

const PLACES: ReadonlySet<Place> = new Set(["argument", "field", "aggregation", "search", "lookup"]);

/** How likely any one option, or any one clause word, is where use tells nothing. */
const OPTION = 0.002;
const KEYWORD = 0.001;
/** Where a table is wanted, options come behind all tables. */
const BEHIND_TABLES = 200_000;

/** Options and clause words of the command that are not there yet, and the values of an option. */
export const commandArguments: Provider = (context) => {
  const { place, stage, cursor, quoted } = context;
  if (stage === undefined) return [];
  const grammar = cursor.analytic.environment.dialect.command(stage.command)?.grammar ?? {};
  if (place === "option-value") return optionValues(context);
  // Within parentheses stand expressions, filters and the arguments of calls.
  if (!PLACES.has(place) || quoted || context.scan.last[0] === "=" || context.scan.depth > 0) return [];
  const used = new Set(stage.parts.flatMap((part) => (part.kind === "option" ? [part.name] : [])));
  const items: CompletionItem[] = [];
  const likely = likelihoods(context);
  const clues = wordClues(context);
  const rank = (kind: "option" | "keyword", name: string, prior: number): number =>
    context.rate(kind, clues(name, likely(name, prior)));
  const behind = place === "lookup" && !/^\s*=/.test(context.follows) ? BEHIND_TABLES : 0;
  for (const part of Object.values(grammar)) {
    if (part.kind === "option" && !part.names.some((name) => used.has(name))) {
      const name = part.names[0] ?? "";
      items.push({
        label: `${name}=`,
        kind: "option",
        detail: optionType(part.type),
        documentation: () => renderOption(part),
        insert: `${name}=`,
        rank: behind + rank("option", `${name}=`, OPTION),
      });
    }
    for (const word of wordsOf(part))
      items.push({
        label: word,
        kind: "keyword",
        detail: part.doc,
        insert: word,
        rank: behind + rank("keyword", word, KEYWORD),
      });
    if ("keywords" in part && part.keywords !== undefined && clauseFits(part.keywords, context)) {
      const word = (part.keywords[0] ?? "").toUpperCase();
      items.push({
        label: word,
        kind: "keyword",
        detail: part.doc,
        insert: `${word} `,
        rank: behind + rank("keyword", word, KEYWORD),
      });
    }
  }
  if (context.scan.previous[0] === "_time" && TIMED.has(context.scan.clause))
    items.push(span(rank("option", "span=", OPTION)));
  return items;
};

/** The words that a command takes among its arguments, where they are more than a sign. */
function wordsOf(part: Part): readonly string[] {
  const words =
    part.kind === "flag" ? part.words : part.kind === "word" && typeof part.type !== "string" ? part.type : [];
  return words.filter((word) => /^\w{2,}$/.test(word));
}

/** Clauses that need something in front of them: a name, or what was called. */
const BEHIND_NAMES = new Set(["as", "by", "groupby", "over", "output", "outputnew"]);

const CLAUSE_BEFORE = /\b(?:as|by|groupby|over|output|outputnew|where|from)\s*$/i;

/** Whether a clause can begin here: not in front of the command's first name, nor right behind another clause's word. */
function clauseFits([word = ""]: readonly string[], { stage, cursor, span }: CompletionContext): boolean {
  if (!BEHIND_NAMES.has(word.toLowerCase())) return true;
  // The first name of lookup is that of the table.
  const needed = stage?.command === "lookup" ? 2 : 1;
  const own = cursor.analytic.expanded.text.slice(stage?.nameSpan?.end ?? span.start, span.start);
  const names = own.replace(/[\w-]+\s*=\s*(?:"[^"]*"|\S+)/g, "").match(/[^\s,|]+/g) ?? [];
  return names.length >= needed && !CLAUSE_BEFORE.test(own);
}

/** Clauses that list fields of which `_time` may be put into spans. */
const TIMED = new Set(["by", "groupby", "over"]);

const SPAN = "Puts `_time` into spans of this length, such as `1h`.";

function span(rank: number): CompletionItem {
  return {
    label: "span=",
    kind: "option",
    detail: "time span",
    documentation: SPAN,
    insert: "span=",
    rank,
  };
}

/** Values for options of a type that has no list: all of them, or lengths of time that authors use. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  bool: ["true", "false"],
  span: ["1h", "1d", "5m", "1m", "10m", "15m", "30m", "4h", "1w"],
  duration: ["5m", "1m", "10m", "30s", "15m", "30m", "1h", "1d"],
};

function optionValues({ stage, cursor, option, field }: CompletionContext): readonly CompletionItem[] {
  const name = option?.name ?? field;
  const parts = Object.values(cursor.analytic.environment.dialect.command(stage?.command ?? "")?.grammar ?? {});
  const part = parts.find((one) => one.kind === "option" && name !== undefined && one.names.includes(name));
  if (part !== undefined && part.kind !== "option") return [];
  const type = part?.type ?? name ?? "";
  const listed = typeof type === "string" ? (USUAL[type] ?? []) : type;
  return listed.map((value, index) => ({
    label: value,
    kind: "value",
    detail: value === part?.default ? "default" : "",
    documentation: part?.doc ?? SPAN,
    insert: value,
    rank: rankOf(0, 100 - index),
  }));
}
