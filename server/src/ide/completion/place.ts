import type { Option, SplNode, Stage } from "#syntax/spl/ast.ts";
import type { AnalyticCursor } from "../cursor.ts";
import type { StageScan } from "./stage-scan.ts";

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
  /** A dataset of the data model `field`. */
  | "dataset"
  /** The name of a saved search. */
  | "saved-search"
  /** A new name behind AS. */
  | "new-name"
  /** Somewhere else in a command: options and clause words fit. */
  | "argument";

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
/** Whether a command's name is next: behind a pipe or an opening bracket. */
export function startsStage(before: string): boolean {
  return /(?:\||\[)\s*$/.test(before);
}

/** A place with what its kind needs: the field compared with, the option, whether an eval expression is around it. */
export interface Classified {
  readonly place: Place;
  readonly field?: string;
  readonly option?: Option;
  readonly inEval?: boolean;
}

/** The place behind `before`, the text up to what is typed there. */
export function classify(
  cursor: AnalyticCursor,
  before: string,
  stage: Stage | undefined,
  scan: StageScan,
): Classified {
  const compared = comparedField(before);
  const inEval = isEval(cursor.path, stage);
  const option = cursor.path.findLast((node): node is Option => node.kind === "option");
  if (stage?.command === "tstats" || stage?.command === "from" || stage?.command === "datamodel") {
    if (/datamodel[=:]\s*"?[\w.]*$/i.test(before) || /\bdatamodel\s+$/i.test(before)) return { place: "data-model" };
  }
  if (inEval && isAssigned(stage, scan)) return { place: "eval" };
  if (compared !== undefined && (inEval || isSearch(stage, before))) return { place: "value", field: compared, inEval };
  if (compared !== undefined && /\([^()]*$/.test(before) && option !== undefined)
    return { place: "value", field: compared, inEval };
  const named = optionBefore(before, cursor, stage);
  if (named?.type === "field") return { place: "field" };
  if (option !== undefined && /=\s*"?$/.test(before)) return { place: "option-value", option };
  if (named !== undefined) return { place: "option-value", field: named.name };
  // The span of `_time` in a clause that lists fields is an option of no command.
  if (compared === "span" || (scan.clause === "by" && scan.assigned === "span" && scan.last[0] === "="))
    return { place: "option-value", field: "span" };
  if (stage === undefined) return { place: "search" };
  if (inEval) return { place: "eval" };
  if (isSearch(stage, before)) return { place: "search" };
  if (stage.command === "lookup" && /^\s*lookup\s+(?:\w+=\S+\s+)*$/i.test(before.slice(stage.span.start)))
    return { place: "lookup" };
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

/** Commands whose WHERE clause is a search expression. */
const FILTERED = new Set(["tstats", "mstats", "inputlookup"]);
const COMPARISON = /(?:^|[\s(|[,])(?:"([^"]+)"|'([^']+)'|([\w.:{}@-]+))\s*(?:==|!=|<>|<=|>=|=|<|>)\s*"?$/;
const IN_LIST = /(?:^|[\s(|[,])(?:"([^"]+)"|'([^']+)'|([\w.:{}@-]+))\s+(?:NOT\s+)?IN\s*\((?:[^()]*,)?\s*"?$/i;
const LIKE = /(?:^|[\s(|[,])(?:'([^']+)'|([\w.:{}@-]+))\s+LIKE\s*"?$/i;

/** The function in(), which stands where an operand can. */
const IN_CALL = /(?:[(,=]|\b(?:where|and|or|not))\s*\bin\s*\(\s*(?:'([^']+)'|([\w.:{}@-]+))\s*,(?:[^()]*,)?\s*"?$/i;

function comparedField(before: string): string | undefined {
  const tail = before.slice(-400);
  const match = COMPARISON.exec(tail) ?? IN_CALL.exec(tail) ?? IN_LIST.exec(tail) ?? LIKE.exec(tail);
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
  return FILTERED.has(stage.command) && /\bwhere\b/i.test(own) && !/\bby\b/i.test(own);
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
