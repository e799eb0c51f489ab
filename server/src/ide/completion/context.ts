import type { Span } from "#base/span.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { Option, SplNode, Stage } from "#syntax/spl/ast.ts";
import { type AnalyticCursor, fieldsBefore } from "../cursor.ts";
import { admittedChannels } from "./channels.ts";
import { type Mentions, NO_MENTIONS } from "./mentions.ts";
import { type StageScan, scanStage } from "./stage-scan.ts";

/** What may be typed at a place of a search. */
export type Place =
  /** The name of a command. */
  | "command"
  /** A term or the left side of a comparison of a search expression. */
  | "search"
  /** A place in an eval expression. */
  | "eval"
  /** A field, and nothing else. */
  | "field"
  /** A value compared with `field`. */
  | "value"
  /** A value of an option. */
  | "option-value"
  /** An aggregation of stats and its kin. */
  | "aggregation"
  /** The name of a macro, behind a backtick. */
  | "macro"
  /** The name of a lookup table. */
  | "lookup"
  /** The name of a data model, with or without a dataset. */
  | "data-model"
  /** A new name behind AS. */
  | "new-name"
  /** Somewhere else in a command: options and clause words fit. */
  | "argument";

/** The place of a cursor with what is typed there already. */
export interface CompletionContext {
  readonly place: Place;
  readonly cursor: AnalyticCursor;
  readonly stage: Stage | undefined;
  /** The typed text, in the expanded text: from its start to the cursor. */
  readonly span: Span;
  readonly typed: string;
  /** For `value`: the field compared with. */
  readonly field: string | undefined;
  readonly option: Option | undefined;
  /** For `value`: the comparison is one of an eval expression, so fields and functions fit too. */
  readonly inEval: boolean;
  /** The cursor stands inside double quotes. */
  readonly quoted: boolean;
  /** The fields that rows have here. */
  readonly fields: FieldSet | undefined;
  /** What the command says in front of the place. */
  readonly scan: StageScan;
  /** For `value`: the channels whose events the search admits, or names; empty when it says nothing of them. */
  readonly channels: readonly string[];
  /** The text behind the place, its start. */
  readonly follows: string;
  readonly mentions: Mentions;
}

const EVAL_COMMANDS = new Set(["eval", "where", "fieldformat"]);
const AGGREGATING = new Set([
  "stats",
  "eventstats",
  "streamstats",
  "chart",
  "timechart",
  "tstats",
  "sistats",
  "mstats",
]);
const WORD = /[\w.:{}@*/\\-]*$/;
const IN_QUOTES = /"(?:[^"\\]|\\.)*$/;

/** Classifies the place of a cursor; undefined inside a macro call's arguments or a comment. */
export function completionContext(
  cursor: AnalyticCursor,
  mentions: Mentions = NO_MENTIONS,
): CompletionContext | undefined {
  const text = cursor.analytic.expanded.text;
  if (cursor.expanded === undefined) return macroContext(cursor, mentions);
  const at = cursor.expanded;
  const line = text.slice(Math.max(0, at - 2000), at);
  const stageText = text.slice(cursor.stage?.span.start ?? 0, at);
  const quoted = IN_QUOTES.test(stageText) && ((stageText.match(/(?<!\\)"/g) ?? []).length & 1) === 1;
  const typed = quoted ? (IN_QUOTES.exec(stageText)?.[0].slice(1) ?? "") : (WORD.exec(line)?.[0] ?? "");
  const base = {
    cursor,
    stage: cursor.stage,
    span: { start: at - typed.length, end: at },
    typed,
    field: undefined,
    option: undefined,
    inEval: false,
    quoted,
    fields: fieldsBefore(cursor),
    scan: scanStage(text.slice(argumentsStart(cursor.stage), at - typed.length)),
    channels: [],
    follows: text.slice(at, at + 80),
    mentions,
  };
  if (/`[\w-]*$/.test(line) && !quoted) {
    const name = /[\w-]*$/.exec(line)?.[0] ?? "";
    return { ...base, place: "macro", typed: name, span: { start: at - name.length, end: at } };
  }
  const before = text.slice(0, at - typed.length);
  if (!quoted && startsStage(before)) return { ...base, place: "command" };
  const classified = classify(cursor, before, base.stage, base.scan);
  const channels = classified.place === "value" ? admittedChannels(cursor) : [];
  return { ...base, ...classified, channels };
}

/** Where the arguments of a command start in the expanded text. */
function argumentsStart(stage: Stage | undefined): number {
  return stage?.nameSpan?.end ?? stage?.span.start ?? 0;
}

function macroContext(cursor: AnalyticCursor, mentions: Mentions): CompletionContext | undefined {
  const { macro, written, analytic } = cursor;
  if (macro === undefined || written > macro.nameSpan.end) return undefined;
  const typed = analytic.written.text.slice(macro.nameSpan.start, written);
  const span = { start: macro.nameSpan.start, end: written };
  return {
    place: "macro",
    cursor,
    stage: undefined,
    span,
    typed,
    field: undefined,
    option: undefined,
    inEval: false,
    quoted: false,
    fields: undefined,
    scan: scanStage(analytic.written.text.slice(writtenStageStart(analytic.written.text, span.start), span.start - 1)),
    channels: [],
    follows: "",
    mentions,
  };
}

/** Where the arguments of the command around a macro's call start in the written text. */
function writtenStageStart(text: string, before: number): number {
  const pipe = Math.max(text.lastIndexOf("|", before - 1), text.lastIndexOf("[", before - 1)) + 1;
  return pipe + (/^\s*\w+\b/.exec(text.slice(pipe, before))?.[0].length ?? 0);
}

/** Whether a command's name is next: behind a pipe or an opening bracket. */
function startsStage(before: string): boolean {
  return /(?:\||\[)\s*$/.test(before);
}

type Classified = Pick<CompletionContext, "place"> & Partial<Pick<CompletionContext, "field" | "option" | "inEval">>;

function classify(cursor: AnalyticCursor, before: string, stage: Stage | undefined, scan: StageScan): Classified {
  const compared = comparedField(before);
  const inEval = isEval(cursor.path, stage);
  const option = cursor.path.findLast((node): node is Option => node.kind === "option");
  if (stage?.command === "tstats" || stage?.command === "from" || stage?.command === "datamodel") {
    if (/datamodel[=:]\s*"?[\w.]*$/i.test(before) || /\bdatamodel\s+$/i.test(before)) return { place: "data-model" };
  }
  if (inEval && isAssigned(stage, scan)) return { place: "eval" };
  if (compared !== undefined && (inEval || isSearch(stage, before))) return { place: "value", field: compared, inEval };
  const named = optionBefore(before, cursor, stage);
  if (named?.type === "field") return { place: "field" };
  if (option !== undefined && /=\s*"?$/.test(before)) return { place: "option-value", option };
  if (named !== undefined) return { place: "option-value", field: named.name };
  if (stage === undefined) return { place: "search" };
  if (inEval) return { place: "eval" };
  if (isSearch(stage, before)) return { place: "search" };
  if (stage.command === "lookup" && /^\s*lookup\s+(?:\w+=\S+\s+)*$/i.test(before.slice(stage.span.start)))
    return { place: "lookup" };
  if (stage.command === "inputlookup") return { place: "lookup" };
  if (scan.clause === "as") return { place: stage.command === "lookup" && scan.asIn === "" ? "field" : "new-name" };
  if (AGGREGATING.has(stage.command)) {
    if (scan.calls.includes("eval")) return { place: "eval" };
    if (scan.calls.length > 0) return { place: "field" };
    if (scan.clause === "") return { place: "aggregation" };
  }
  return { place: fieldFits(cursor, stage) ? "field" : "argument" };
}

/** Whether the place is the right side of `target =` of eval, not of a comparison. */
function isAssigned(stage: Stage | undefined, { calls, last: [sign, , before] }: StageScan): boolean {
  return stage?.command === "eval" && calls.length === 0 && sign === "=" && (before === "" || before === ",");
}

const COMPARISON = /(?:^|[\s(|[,])(?:"([^"]+)"|'([^']+)'|([\w.:{}@-]+))\s*(?:==|!=|<>|<=|>=|=|<|>)\s*"?$/;
const IN_LIST = /(?:^|[\s(|[,])(?:"([^"]+)"|'([^']+)'|([\w.:{}@-]+))\s+(?:NOT\s+)?IN\s*\((?:[^()]*,)?\s*"?$/i;
const LIKE = /(?:^|[\s(|[,])(?:'([^']+)'|([\w.:{}@-]+))\s+LIKE\s*"?$/i;

function comparedField(before: string): string | undefined {
  const tail = before.slice(-400);
  const match = COMPARISON.exec(tail) ?? IN_LIST.exec(tail) ?? LIKE.exec(tail);
  return match?.slice(1).find((name) => name !== undefined);
}

const EVAL_NODES: ReadonlySet<SplNode["kind"]> = new Set([
  "call",
  "binary",
  "unary",
  "paren",
  "in-expr",
  "field-expr",
  "string",
  "number",
  "assignment",
]);

function isEval(path: readonly SplNode[], stage: Stage | undefined): boolean {
  const inner = path.findLast((node) => node.kind === "stage" || EVAL_NODES.has(node.kind));
  if (inner !== undefined && inner.kind !== "stage") return true;
  return stage !== undefined && EVAL_COMMANDS.has(stage.command);
}

function isSearch(stage: Stage | undefined, before: string): boolean {
  if (stage === undefined) return true;
  if (stage.command === "search") return true;
  const own = before.slice(stage.span.start);
  return (
    (stage.command === "tstats" || stage.command === "inputlookup") && /\bwhere\b/i.test(own) && !/\bby\b/i.test(own)
  );
}

/** The option of the command whose value is next (`kind=`), though the parser has no node for it yet. */
function optionBefore(
  before: string,
  cursor: AnalyticCursor,
  stage: Stage | undefined,
): { readonly name: string; readonly type: unknown } | undefined {
  const name = /(?:^|\s)([\w-]+)\s*=\s*"?$/.exec(before.slice(-200))?.[1]?.toLowerCase();
  if (name === undefined || stage === undefined) return undefined;
  const grammar = cursor.analytic.environment.dialect.command(stage.command)?.grammar ?? {};
  for (const part of Object.values(grammar))
    if (part.kind === "option" && part.names.includes(name)) return { name, type: part.type };
  return undefined;
}

function fieldFits(cursor: AnalyticCursor, stage: Stage): boolean {
  if (cursor.path.some((node) => node.kind === "field" || (node.kind === "missing" && node.expects === "field")))
    return true;
  const grammar = cursor.analytic.environment.dialect.command(stage.command)?.grammar ?? {};
  return Object.values(grammar).some((part) =>
    [
      "field",
      "fields",
      "clause-field",
      "clause-fields",
      "clause-by-items",
      "clause-split",
      "sort-items",
      "rename-pairs",
      "lookup-fields",
      "regex-filter",
      "conversions",
    ].includes(part.kind),
  );
}
