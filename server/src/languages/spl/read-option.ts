import type { EvalExpr, FieldRef, Option, SearchExpr } from "#syntax/spl/ast.ts";
import { isEvalExpr } from "#syntax/spl/eval-kinds.ts";

const TRUE = new Set(["t", "true", "1", "yes"]);
const FALSE = new Set(["f", "false", "0", "no"]);

/** The text of an option's value; undefined when the option is not there or has no plain value. */
export function optionText(option: Option | undefined): string | undefined {
  if (option === undefined) return undefined;
  const { value } = option;
  if (value.kind === "literal") return value.text;
  if (value.kind === "field") return value.name;
  return undefined;
}

/** The truth of a boolean option (t, true, 1; f, false, 0, any case); `otherwise` when it is not there. */
export function optionBool(option: Option | undefined, otherwise: boolean): boolean {
  const text = optionText(option)?.toLowerCase();
  if (text === undefined) return otherwise;
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : otherwise;
}

/** The number of an option; `otherwise` when it is not there or no number. */
export function optionNumber(option: Option | undefined, otherwise: number): number {
  const text = optionText(option);
  if (text === undefined || text.trim() === "") return otherwise;
  const value = Number(text);
  return Number.isNaN(value) ? otherwise : value;
}

/** The eval expression of an option; undefined when it holds none. */
export function optionEval(option: Option | undefined): EvalExpr | undefined {
  const value = option?.value;
  return value === undefined || value.kind === "missing" || !isEvalExpr(value) ? undefined : value;
}

/** The search expression of an option; undefined when it holds none. */
export function optionSearch(option: Option | undefined): SearchExpr | undefined {
  const value = option?.value;
  return value === undefined || value.kind === "missing" || !isSearchExpr(value) ? undefined : value;
}

function isSearchExpr(value: Option["value"]): value is SearchExpr {
  switch (value.kind) {
    case "search-and":
    case "search-or":
    case "search-not":
    case "search-paren":
    case "search-compare":
    case "search-in":
    case "search-term":
    case "search-time":
      return true;
    default:
      return false;
  }
}

/** The names of fields, in order. */
export function fieldNames(refs: readonly FieldRef[] | undefined): readonly string[] {
  return refs === undefined ? [] : refs.map((ref) => ref.name);
}
