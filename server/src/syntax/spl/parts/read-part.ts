import type { ArgNode } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import type { Part } from "../grammar.ts";
import { aggregationsPart } from "./aggregation.ts";
import { assignmentsPart } from "./assignments.ts";
import { clauseByItemsPart, clauseSplitPart } from "./by-items.ts";
import { clauseFieldPart, clauseFieldsPart, fieldPart, fieldsPart } from "./fields.ts";
import { conversionsPart, lookupFieldsPart, renamePairsPart, replacementsPart } from "./pairs.ts";
import type { PartContext } from "./part-context.ts";
import { clauseSearchPart, evalPart, flagPart, restPart, searchPart, subsearchesPart, wordPart } from "./positional.ts";
import { sortItemsPart } from "./sort-items.ts";
import { clauseDatasetPart, datasetPart, joinWherePart, rangesPart, regexFilterPart } from "./special.ts";

/**
 * Reads a part that is not an option. Of a clause the keyword is at the cursor. Undefined, nothing consumed, when what
 * comes is no such part.
 */
export function readPart(cursor: Cursor, part: Part, context: PartContext): readonly ArgNode[] | undefined {
  switch (part.kind) {
    case "option":
      return undefined;
    case "word":
      return wordPart(cursor, part, context);
    case "field":
      return fieldPart(cursor, part, context);
    case "fields":
      return fieldsPart(cursor, part, context);
    case "clause-field":
      return clauseFieldPart(cursor, part, context);
    case "clause-fields":
      return clauseFieldsPart(cursor, part, context);
    case "clause-by-items":
      return clauseByItemsPart(cursor, part, context);
    case "clause-split":
      return clauseSplitPart(cursor, part, context);
    case "clause-search":
      return clauseSearchPart(cursor, part, context);
    case "clause-dataset":
      return clauseDatasetPart(cursor, part, context);
    case "flag":
      return flagPart(cursor, part, context);
    case "search-expression":
      return searchPart(cursor, part, context);
    case "eval-expression":
      return evalPart(cursor, part, context);
    case "assignments":
      return assignmentsPart(cursor, part, context);
    case "aggregations":
      return aggregationsPart(cursor, part, context);
    case "rename-pairs":
      return renamePairsPart(cursor, part, context);
    case "sort-items":
      return sortItemsPart(cursor, part, context);
    case "lookup-fields":
      return lookupFieldsPart(cursor, part, context);
    case "conversions":
      return conversionsPart(cursor, part, context);
    case "replacements":
      return replacementsPart(cursor, part, context);
    case "ranges":
      return rangesPart(cursor, part, context);
    case "regex-filter":
      return regexFilterPart(cursor, part, context);
    case "dataset":
      return datasetPart(cursor, part, context);
    case "subsearches":
      return subsearchesPart(cursor, part, context);
    case "join-where":
      return joinWherePart(cursor, part, context);
    case "rest":
      return restPart(cursor, part, context);
  }
}

const LISTS: ReadonlySet<Part["kind"]> = new Set<Part["kind"]>([
  "fields",
  "clause-fields",
  "clause-by-items",
  "assignments",
  "aggregations",
  "rename-pairs",
  "sort-items",
  "lookup-fields",
  "conversions",
  "replacements",
  "ranges",
  "subsearches",
  "join-where",
  "rest",
]);

/** Whether a part gives a list of nodes. */
export function isList(part: Part): boolean {
  return LISTS.has(part.kind) || (part.kind === "option" && part.repeat === true);
}

/** The keywords that start a part, in lower case; undefined for a positional one. */
export function keywordsOf(part: Part): readonly string[] | undefined {
  if (part.kind === "join-where") return ["where"];
  if (!("keywords" in part) || part.keywords === undefined) return undefined;
  return part.keywords.map((keyword) => keyword.toLowerCase());
}
