import { type Condition, evalCondition, searchCondition } from "#semantics/spl/condition.ts";
import type { EvalExpr, SearchExpr, SplNode, Stage } from "#syntax/spl/ast.ts";
import type { CheckContext } from "../define.ts";

/**
 * What a condition means for its row: it must hold, is one of several alternatives, keeps the row out by itself, or
 * something else (part of an excluded combination, the condition of an if()).
 */
export type Role = "required" | "alternative" | "excluded" | "other";

/** Commands whose condition decides whether a row stays. */
const FILTERS: ReadonlySet<string> = new Set(["search", "where", "tstats"]);

/** Whether a stage does nothing but let rows through or not. */
export function isFilter(stage: Stage): boolean {
  return FILTERS.has(stage.command);
}

/** The ancestors of the visited node up to its stage, innermost first, without the stage. */
export function withinStage(ctx: Pick<CheckContext, "ancestors">): readonly SplNode[] {
  const { ancestors } = ctx;
  const at = ancestors.findLastIndex((node) => node.kind === "stage");
  return ancestors.slice(at + 1).toReversed();
}

/** The role of the visited node in its stage. */
export function roleOf(ctx: CheckContext): Role {
  if (!isFilter(ctx.stage)) return "other";
  let negations = 0;
  let alternative = false;
  let together = false;
  for (const node of withinStage(ctx)) {
    if (node.kind === "search-not" || (node.kind === "unary" && node.op === "NOT")) {
      // Above the NOT only what must hold counts; below it only alternatives exclude by themselves.
      if (negations > 0 || together) return "other";
      negations++;
      alternative = false;
    } else if (isOr(node)) alternative = true;
    else if (isAnd(node)) together = negations === 0;
    else if (node.kind !== "search-paren" && node.kind !== "paren") return "other";
  }
  if (negations > 0) return alternative ? "other" : "excluded";
  return alternative ? "alternative" : "required";
}

/** Whether one of a node's parts must hold. */
export function isOr(node: SplNode): boolean {
  return node.kind === "search-or" || (node.kind === "binary" && node.op === "OR");
}

/** Whether all of a node's parts must hold. */
export function isAnd(node: SplNode): boolean {
  return node.kind === "search-and" || (node.kind === "binary" && node.op === "AND");
}

/** The conditions that stand beside the visited node in the ANDs around it. */
export function besideConditions(ctx: CheckContext, node: SplNode): readonly Condition[] {
  const conditions: (readonly Condition[])[] = [];
  let inner: SplNode = node;
  for (const outer of withinStage(ctx)) {
    conditions.push(besides(outer, inner));
    inner = outer;
  }
  return conditions.flat();
}

/** The other operands of an AND. */
function besides(outer: SplNode, inner: SplNode): readonly Condition[] {
  if (outer.kind === "search-and") return outer.items.filter((item) => item !== inner).map(searchCondition);
  if (outer.kind === "binary" && outer.op === "AND") {
    return [outer.left, outer.right].filter((item) => item !== inner).map(evalCondition);
  }
  return [];
}

/** The conditions of a filter stage; empty for other stages. */
export function conditionsOf(stage: Stage): readonly Condition[] {
  if (!isFilter(stage)) return [];
  return stage.parts.flatMap((part) => {
    if (stage.command === "where") return isEval(part) ? [evalCondition(part)] : [];
    return isSearch(part) ? [searchCondition(part)] : [];
  });
}

const SEARCH_KINDS: ReadonlySet<string> = new Set([
  "search-and",
  "search-or",
  "search-not",
  "search-paren",
  "search-compare",
  "search-in",
  "search-term",
  "search-time",
]);

/** Whether a node is an expression of a search filter. */
export function isSearch(node: SplNode): node is SearchExpr {
  return SEARCH_KINDS.has(node.kind);
}

const EVAL_KINDS: ReadonlySet<string> = new Set(["binary", "unary", "in-expr", "call", "paren", "field-expr"]);

/** Whether a node belongs to eval alone: an operator, a call, a field. */
export function isEval(node: SplNode): node is EvalExpr {
  return EVAL_KINDS.has(node.kind);
}

/** Commands that give no row when they get none; `stats` and `chart` with BY are too. */
const KEEP_EMPTY: ReadonlySet<string> = new Set([
  ...[
    "search",
    "where",
    "regex",
    "eval",
    "rename",
    "fields",
    "table",
    "rex",
    "spath",
    "extract",
    "lookup",
    "fillnull",
    "filldown",
  ],
  ...[
    "dedup",
    "sort",
    "head",
    "tail",
    "reverse",
    "uniq",
    "eventstats",
    "streamstats",
    "bin",
    "join",
    "transaction",
    "mvexpand",
  ],
  ...[
    "makemv",
    "nomv",
    "mvcombine",
    "convert",
    "fieldformat",
    "replace",
    "strcat",
    "accum",
    "delta",
    "autoregress",
    "iplocation",
  ],
  ...[
    "top",
    "rare",
    "rangemap",
    "reltime",
    "setfields",
    "tags",
    "outputlookup",
    "collect",
    "xmlkv",
    "foreach",
    "selfjoin",
  ],
]);

/**
 * What follows when no row passes the visited node's stage, for messages: the whole search returns nothing, unless a command
 * behind it makes rows of its own (`append`, `stats` without BY).
 */
export function emptyHere(ctx: Pick<CheckContext, "ancestors" | "pipeline" | "stage">): string {
  if (!keptEmpty(ctx)) return "no row passes this stage";
  return ctx.ancestors.some((node) => node.kind === "subsearch")
    ? "the subsearch returns nothing"
    : "the search returns nothing";
}

/** Whether the whole search returns nothing when no row passes the visited node's stage. */
export function endsSearch(ctx: Pick<CheckContext, "ancestors" | "pipeline" | "stage">): boolean {
  return keptEmpty(ctx) && !ctx.ancestors.some((node) => node.kind === "subsearch");
}

function keptEmpty({ pipeline, stage }: Pick<CheckContext, "pipeline" | "stage">): boolean {
  return pipeline.stages.slice(pipeline.stages.indexOf(stage) + 1).every(keepsEmpty);
}

function keepsEmpty({ command, args }: Stage): boolean {
  if (KEEP_EMPTY.has(command)) return true;
  const { by } = args;
  return (command === "stats" || command === "chart") && by !== undefined && (!Array.isArray(by) || by.length > 0);
}
