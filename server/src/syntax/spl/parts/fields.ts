import type { Span } from "#base/span.ts";
import type { ArgNode, FieldRef } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { macroCall } from "../macro-call.ts";
import type { PartContext, PartReader } from "./part-context.ts";
import { atNameValue, fieldRef } from "./words.ts";

/** Fields with spaces or commas between, up to a boundary. Macros among them are kept as calls. */
export function fieldList(
  cursor: Cursor,
  access: FieldRef["access"],
  wildcards: boolean,
  context: PartContext,
): readonly ArgNode[] {
  const nodes: ArgNode[] = [];
  while (cursor.turn()) {
    if (cursor.peek()?.kind === "comma") {
      cursor.eat();
      continue;
    }
    if (context.atBoundary(cursor) || atNameValue(cursor)) break;
    if (nodes.length > 0 && context.atFinalFlag(cursor)) break;
    const node = cursor.peek()?.kind === "macro" ? macroCall(cursor) : fieldRef(cursor, access, wildcards);
    if (node === undefined) break;
    nodes.push(node);
  }
  return nodes;
}

/** One field in place. */
export const fieldPart: PartReader<"field"> = (cursor, part, context) => {
  if (context.atBoundary(cursor) || atNameValue(cursor)) return undefined;
  const field = fieldRef(cursor, part.access, part.wildcard);
  return field && [field];
};

/** Fields in place. */
export const fieldsPart: PartReader<"fields"> = (cursor, part, context) => {
  const nodes = fieldList(cursor, part.access, part.wildcard === true, context);
  return nodes.length === 0 ? undefined : nodes;
};

/** `AS field`; the keyword is at the cursor. */
export const clauseFieldPart: PartReader<"clause-field"> = (cursor, part, context) => {
  const keyword = cursor.eat();
  const field = context.atBoundary(cursor) ? undefined : fieldRef(cursor, part.access);
  return field === undefined ? [missingField(cursor, keyword)] : [field];
};

/** `BY field field`; the keyword is at the cursor. */
export const clauseFieldsPart: PartReader<"clause-fields"> = (cursor, part, context) => {
  const keyword = cursor.eat();
  const nodes = fieldList(cursor, part.access, part.wildcard === true, context);
  return nodes.length === 0 ? [missingField(cursor, keyword)] : nodes;
};

/** Reports that a keyword has no field after it, in Splunk's words where it has any. */
export function missingField(cursor: Cursor, keyword: Span): ArgNode {
  const word = cursor.text.slice(keyword.start, keyword.end);
  if (word.toLowerCase() === "as")
    cursor.source.error("E-ASNONE", keyword, "You must specify a field name after 'as'.");
  else cursor.source.error("E-BYNONE", keyword, `You must specify at least one field after '${word.toLowerCase()}'.`);
  return cursor.missing("field");
}
