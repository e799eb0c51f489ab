import { argumentSubsearches } from "#syntax/spl/argument-subsearches.ts";
import type { SplNode, Stage } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import { isFilledIn } from "./search-token.ts";

/** Commands that leave the fields as they are, whatever a token in their arguments stands for. */
const KEEPS_FIELDS: ReadonlySet<string> = new Set(["sort", "dedup", "head", "tail", "bin"]);

/**
 * Whether a stage's arguments could not be read in full: an undefined macro, a `$token$` in place of a field or a subsearch's text among
 * them, or text that fits nowhere.
 */
export function isOpaque(stage: Stage): boolean {
  if (stage.unexpected.length > 0 || argumentSubsearches(stage).length > 0) return true;
  // Inside of a condition a macro is a condition too; at the end of it further commands may stand in its text.
  if (stage.command === "search" || stage.command === "where") return endsOpen(stage);
  if (stage.parts.some((part) => part.kind === "macro-call")) return true;
  return !KEEPS_FIELDS.has(stage.command) && namesByToken(stage, stage.command === "rex");
}

/** Whether the last thing that a node holds is a macro that is not defined, or a `$token$`. */
function endsOpen(node: SplNode): boolean {
  if (node.kind === "macro-call") return true;
  if (node.kind === "field-expr") return isFilledIn(node.name);
  if (node.kind === "search-term") return isFilledIn(node.value.text) && !node.value.quoted;
  return children(node).some((child) => child.span.end === node.span.end && endsOpen(child));
}

/** Whether a field that a stage names, or a pattern that names fields, has a `$token$`. */
function namesByToken(node: SplNode, patterns: boolean): boolean {
  if (node.kind === "subsearch") return false;
  if (node.kind === "field" && isFilledIn(node.name)) return true;
  if (patterns && node.kind === "literal" && isFilledIn(node.text)) return true;
  return children(node).some((child) => namesByToken(child, patterns));
}
