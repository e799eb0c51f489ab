import type { Span } from "#base/span.ts";
import type { ArgNode, Conversion, FieldRef, LookupField, Missing, RenamePair, Replacement } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { macroCall } from "../macro-call.ts";
import { missingField } from "./fields.ts";
import type { PartContext, PartReader } from "./part-context.ts";
import { atKeyword, atNameValue, fieldRef, literal } from "./words.ts";

/** Items with commas or spaces between, macros kept as calls, until `read` gives nothing. */
export function listOf(
  cursor: Cursor,
  context: PartContext,
  read: () => ArgNode | undefined,
): readonly ArgNode[] | undefined {
  const nodes: ArgNode[] = [];
  while (cursor.turn()) {
    if (cursor.peek()?.kind === "comma") {
      cursor.eat();
      continue;
    }
    if (context.atBoundary(cursor) || (nodes.length > 0 && context.atFinalFlag(cursor))) break;
    const node = cursor.peek()?.kind === "macro" ? macroCall(cursor) : read();
    if (node === undefined) break;
    nodes.push(node);
  }
  return nodes.length === 0 ? undefined : nodes;
}

/** `from AS to`, `from TO to`, `from -> to`. */
export const renamePairsPart: PartReader<"rename-pairs"> = (cursor, _part, context) =>
  listOf(cursor, context, () => renamePair(cursor));

const RENAME_WORDS = ["as", "to"];

function renamePair(cursor: Cursor): RenamePair | undefined {
  const from = renameSource(cursor);
  if (from === undefined) return undefined;
  const keyword = renameWord(cursor);
  const to = keyword === undefined || cursor.peek()?.kind === "comma" ? undefined : fieldRef(cursor, "write", true);
  if (to === undefined) {
    cursor.source.error("E-RENUSE", keyword ?? from.span, "Usage: rename [old_name AS/TO/-> new_name]+.", {
      help:
        keyword === undefined
          ? `Write AS and the new name after '${cursor.text.slice(from.span.start, from.span.end)}'.`
          : "Write the new name after it.",
    });
  }
  const span = cursor.since(from.span.start);
  return { kind: "rename-pair", span, from, to: to ?? cursor.missing("name") };
}

/** The old name; of `a->b` the part before the arrow. */
function renameSource(cursor: Cursor): FieldRef | undefined {
  const mark = cursor.mark();
  const from = fieldRef(cursor, "read", true);
  if (from?.quote !== "none" || !from.name.endsWith("-") || from.name === "-" || cursor.char() !== ">") return from;
  cursor.reset(mark);
  const span = cursor.moveTo(from.span.end - 1);
  const name = from.name.slice(0, -1);
  return { ...from, span: { start: from.span.start, end: span.end }, name };
}

function renameWord(cursor: Cursor): Span | undefined {
  if (atKeyword(cursor, RENAME_WORDS)) return cursor.eat();
  if (cursor.peekText() !== "-" || cursor.text[cursor.at + 1] !== ">") return undefined;
  return cursor.moveTo(cursor.at + 2);
}

/** `column AS field`, after OUTPUT or OUTPUTNEW when the part has keywords. */
export const lookupFieldsPart: PartReader<"lookup-fields"> = (cursor, part, context) => {
  const keyword = part.keywords === undefined ? undefined : cursor.eat();
  const access = keyword === undefined ? "read" : "write";
  const nodes = listOf(cursor, context, () => lookupField(cursor, access));
  return nodes ?? (keyword === undefined ? undefined : [missingField(cursor, keyword)]);
};

function lookupField(cursor: Cursor, access: FieldRef["access"]): LookupField | undefined {
  if (atNameValue(cursor)) return undefined;
  const column = fieldRef(cursor, "read");
  if (column === undefined) return undefined;
  if (!atKeyword(cursor, ["as"])) {
    return { kind: "lookup-field", span: column.span, column, field: { ...column, access } };
  }
  const keyword = cursor.eat();
  const field = fieldRef(cursor, access);
  if (field === undefined) missingField(cursor, keyword);
  const span = cursor.since(column.span.start);
  return { kind: "lookup-field", span, column, field: field ?? { ...column, access } };
}

/** `func(field) AS name` of convert; `sma5(field) AS name` of trendline. */
export const conversionsPart: PartReader<"conversions"> = (cursor, _part, context) =>
  listOf(cursor, context, () => conversion(cursor));

function conversion(cursor: Cursor): Conversion | undefined {
  if (cursor.peek()?.kind !== "word" || atNameValue(cursor)) return undefined;
  const name = cursor.rest.toLowerCase();
  const mark = cursor.mark();
  const nameSpan = cursor.eat();
  if (cursor.peek()?.kind !== "open-paren") {
    cursor.reset(mark);
    return undefined;
  }
  const open = cursor.eat();
  const field: FieldRef | Missing = fieldRef(cursor, "write", true) ?? cursor.missing("field");
  if (cursor.peek()?.kind === "close-paren") cursor.eat();
  else {
    const at = { start: cursor.lastEnd, end: cursor.lastEnd };
    cursor.source.error("E-PARENS", open, "Unbalanced parentheses.", {
      help: "This '(' has no closing ')'.",
      fix: { title: "Insert ')'", edits: [{ span: at, text: ")" }] },
    });
  }
  let as: FieldRef | undefined;
  if (atKeyword(cursor, ["as"])) {
    const keyword = cursor.eat();
    as = fieldRef(cursor, "write", true);
    if (as === undefined) missingField(cursor, keyword);
  }
  // With a new name, the field itself is only read.
  const source: FieldRef | Missing = as !== undefined && field.kind === "field" ? { ...field, access: "read" } : field;
  return { kind: "conversion", span: cursor.since(nameSpan.start), name, nameSpan, field: source, as };
}

/** `old WITH new`. */
export const replacementsPart: PartReader<"replacements"> = (cursor, _part, context) =>
  listOf(cursor, context, () => replacement(cursor));

function replacement(cursor: Cursor): Replacement | undefined {
  const from = literal(cursor);
  if (from === undefined) return undefined;
  const keyword = atKeyword(cursor, ["with"]) ? cursor.eat() : undefined;
  const to = keyword === undefined ? undefined : literal(cursor);
  if (to === undefined) {
    cursor.source.error("E-REPUSE", keyword ?? from.span, "A replacement is written: old WITH new.", {
      help: keyword === undefined ? "Write WITH and the new text after it." : "Write the new text after WITH.",
    });
  }
  return { kind: "replacement", span: cursor.since(from.span.start), from, to: to ?? cursor.missing("value") };
}
