import type { Span } from "#base/span.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { Option, SplNode, Stage } from "#syntax/spl/ast.ts";
import { type AnalyticCursor, fieldsBefore } from "../cursor.ts";

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
  /** The cursor stands inside double quotes. */
  readonly quoted: boolean;
  /** The fields that rows have here. */
  readonly fields: FieldSet | undefined;
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
export function completionContext(cursor: AnalyticCursor): CompletionContext | undefined {
  const text = cursor.analytic.expanded.text;
  if (cursor.expanded === undefined) return macroContext(cursor);
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
    quoted,
    fields: fieldsBefore(cursor),
  };
  if (/`[\w-]*$/.test(line) && !quoted) {
    const name = /[\w-]*$/.exec(line)?.[0] ?? "";
    return { ...base, place: "macro", typed: name, span: { start: at - name.length, end: at } };
  }
  const before = text.slice(0, at - typed.length);
  if (!quoted && startsStage(before)) return { ...base, place: "command" };
  return { ...base, ...classify(cursor, before, base.stage) };
}

function macroContext(cursor: AnalyticCursor): CompletionContext | undefined {
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
    quoted: false,
    fields: undefined,
  };
}

/** Whether a command's name is next: behind a pipe or an opening bracket. */
function startsStage(before: string): boolean {
  return /(?:\||\[)\s*$/.test(before);
}

type Classified = Pick<CompletionContext, "place"> & Partial<Pick<CompletionContext, "field" | "option">>;

function classify(cursor: AnalyticCursor, before: string, stage: Stage | undefined): Classified {
  const compared = comparedField(before);
  const inEval = isEval(cursor.path, stage);
  const option = cursor.path.findLast((node): node is Option => node.kind === "option");
  if (stage?.command === "tstats" || stage?.command === "from" || stage?.command === "datamodel") {
    if (/datamodel[=:]\s*"?[\w.]*$/i.test(before) || /\bdatamodel\s+$/i.test(before)) return { place: "data-model" };
  }
  if (compared !== undefined && (inEval || isSearch(stage, before))) return { place: "value", field: compared };
  if (option !== undefined && /=\s*"?$/.test(before)) return { place: "option-value", option };
  const named = optionBefore(before, cursor, stage);
  if (named) return { place: "option-value", field: named };
  if (stage === undefined) return { place: "search" };
  if (inEval) return { place: "eval" };
  if (isSearch(stage, before)) return { place: "search" };
  if (stage.command === "lookup" && /^\s*lookup\s+(?:\w+=\S+\s+)*$/i.test(before.slice(stage.span.start)))
    return { place: "lookup" };
  if (stage.command === "inputlookup") return { place: "lookup" };
  if (AGGREGATING.has(stage.command) && !/\b(?:by|as|over|groupby)\b[^|]*$/i.test(before.slice(stage.span.start))) {
    return /\(\s*$/.test(before) ? { place: "field" } : { place: "aggregation" };
  }
  return { place: fieldFits(cursor, stage) ? "field" : "argument" };
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
function optionBefore(before: string, cursor: AnalyticCursor, stage: Stage | undefined): string | undefined {
  const name = /(?:^|\s)([\w-]+)\s*=\s*"?$/.exec(before.slice(-200))?.[1]?.toLowerCase();
  if (name === undefined || stage === undefined) return undefined;
  const grammar = cursor.analytic.environment.dialect.command(stage.command)?.grammar ?? {};
  return Object.values(grammar).some((part) => part.kind === "option" && part.names.includes(name)) ? name : undefined;
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
