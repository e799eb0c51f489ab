import type { Stage } from "#syntax/spl/ast.ts";
import { pathAt } from "#syntax/spl/path.ts";
import type { AnalyticCursor } from "../cursor.ts";
import type { CompletionContext } from "./context.ts";

/**
 * The names of a place under which public use is counted, the most specific first. The last one is the place alone. The
 * counts of `catalog.usage` are made with these very names (`scripts/catalog/usage.mjs`).
 */
export function situationsOf(context: CompletionContext): readonly string[] {
  const { place, scan, stage, cursor } = context;
  if (place === "command" || place === "macro") {
    const [first = "^", second = "^"] = stagesAround(cursor).before;
    const inStage = place === "macro" && !startsStage(context);
    const at = inStage ? `${place}:${stage?.command ?? ""}` : place;
    const near = inStage ? [`${at}<${scan.previous[0] ?? "^"}`, `${at}:${scan.clause}`] : [];
    return [...near, `${at}<${first}<${second}`, `${at}<${first}`, at, place];
  }
  if (place === "value" && !context.inEval) {
    const channel = context.channels.join("+");
    return [`${context.field}=${channel}<${scan.previous[0] ?? ""}`, `${context.field}=${channel}`];
  }
  const call = scan.calls.at(-1) ?? "";
  const here = `${commandOf(context)}:${scan.clause}:${call}`;
  const exact = `${here}#${scan.argument}${signBefore(context)}`;
  const [previous = "^", earlier = "^"] = scan.previous;
  return [
    `${exact}<${previous}<${earlier}`,
    `${exact}<${previous}`,
    exact,
    here,
    `${call === "" ? scan.clause : call}()`,
    place,
  ];
}

/** The command around the place; the filter that a search begins with is `^`. */
function commandOf({ stage, cursor }: CompletionContext): string {
  if (stage === undefined) return "^";
  const first = cursor.path.findLast((node) => node.kind === "pipeline")?.stages[0];
  return first === stage && stage.command === "search" ? "^" : stage.command;
}

/** The kind of sign before a place in an expression. */
function signBefore({ place, inEval, scan: { last } }: CompletionContext): string {
  if (place !== "search" && place !== "eval" && !inEval) return "";
  const [sign] = last;
  if (/^(?:and|or|xor|not)$/i.test(sign)) return sign.toLowerCase();
  if (/^[<>!=]+$/.test(sign)) return sign === "=" ? "=" : "<";
  return /^[(,]$/.test(sign) ? sign : /^[\w"'`)*$]/.test(sign) || sign === "" ? "" : "+";
}

const NAMED_OPTIONS = /^(?:field|span|max|mode|input|output|value|type|path|delim)=/i;

/** What the text behind a command's name begins with, as a situation: an assignment, a call, a list, a pattern … */
export function shapeOf(follows: string): string {
  const text = follows.trimStart();
  const option = NAMED_OPTIONS.exec(text)?.[0].toLowerCase();
  if (option !== undefined) return `~${option}`;
  const [, next = ""] = /^[\w.:{}'"@-]+\s*(=|\(|,|as\b|by\b|where\b|from\b|output|[|\]]|)/i.exec(text) ?? [];
  const [first = ""] = text;
  return /[\w'"]/.test(first) ? `~name${next.toLowerCase()}` : `~${first}`;
}

/** The command that follows the place, as `situationsOf` would name it before another; undefined at the end. */
export function nextStage(context: CompletionContext): string | undefined {
  return stagesAround(context.cursor).after;
}

function startsStage({ cursor, span }: CompletionContext): boolean {
  const text = cursor.expanded === undefined ? cursor.analytic.written.text : cursor.analytic.expanded.text;
  return /(?:^|[|[])\s*`?$/.test(text.slice(Math.max(0, span.start - 200), span.start));
}

/** What the search at hand reads, as situations: its source, what it asks of it in the clause at hand, the event that it names. */
export function subjectsOf(context: CompletionContext): readonly (readonly [string, string])[] {
  const { scan, cursor } = context;
  const source = sourceOf(cursor);
  const at = scan.calls.at(-1) ?? scan.clause;
  const event = EVENT.exec(cursor.analytic.written.text.slice(0, MOST))?.[1];
  return [
    ...(source === "" ? [] : [["of source", `@${source}`] as const, ["asked of source", `@${source}:${at}`] as const]),
    ...(event === undefined ? [] : [["of event", `#${event}`] as const]),
  ];
}

const EVENT = /\bEvent(?:Code|ID)"?\s*(?:==?\s*|IN\s*\(\s*)"?(\d+)/i;
/** How much of a search is looked at for the event that it names. */
const MOST = 3000;

/** What a search names first: the dataset, macro or source type that stands for its events. */
function sourceOf({ analytic: { written } }: AnalyticCursor): string {
  const [, dataset] = /\bdatamodel\s*[=:]\s*"?([\w.]+)/i.exec(written.text) ?? [];
  const start = written.text.slice(0, 300);
  const [, macro, type] = /`(\w+)[`(]|\bsourcetype\s*=\s*"?([^\s"]+)/i.exec(start) ?? [];
  return dataset ?? macro ?? type ?? "";
}

interface StagesAround {
  /** Before the place, the nearest first. */
  readonly before: readonly string[];
  readonly after: string | undefined;
}

function stagesAround({ analytic, written }: AnalyticCursor): StagesAround {
  const pipeline = pathAt(analytic.written.tree, written).findLast((node) => node.kind === "pipeline");
  const stages = pipeline?.stages ?? [];
  const before = stages.filter(({ span, pipe }, index) => {
    const next = stages[index + 1];
    return (
      span.end <= written && span.end > (pipe?.end ?? -1) && (next?.pipe?.end ?? Number.POSITIVE_INFINITY) <= written
    );
  });
  const after = stages.find(({ pipe }) => pipe !== undefined && pipe.start >= written);
  return { before: before.map(nameOf).reverse(), after: after === undefined ? undefined : nameOf(after) };
}

function nameOf(stage: Stage): string {
  return stage.macro === undefined ? stage.command : `\`${stage.macro.name.replace(/^.*_filter$/, "filter")}\``;
}
