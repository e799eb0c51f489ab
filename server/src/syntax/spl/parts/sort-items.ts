import type { ArgNode, FieldRef, SortItem } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { missingField } from "./fields.ts";
import { listOf } from "./pairs.ts";
import type { PartReader } from "./part-context.ts";
import { atNameValue, fieldRef } from "./words.ts";

/**
 * `-field`, `+field`, `num(field)`. A sign followed by a space holds for all items up to the next sign, an attached one for
 * its item (SPL reference 3.11).
 */
export const sortItemsPart: PartReader<"sort-items"> = (cursor, part, context) => {
  const keyword = part.keywords === undefined ? undefined : cursor.eat();
  let standing = false;
  const nodes = listOf(cursor, context, (): ArgNode | undefined => {
    if (atNameValue(cursor)) return undefined;
    cursor.skip();
    const start = cursor.at;
    const sign = cursor.char();
    let descending = standing;
    if (sign === "-" || sign === "+") {
      cursor.moveTo(start + 1);
      descending = sign === "-";
      if (cursor.skip() || cursor.raw === undefined) standing = descending;
    }
    return sortItem(cursor, start, descending);
  });
  return nodes ?? (keyword === undefined ? undefined : [missingField(cursor, keyword)]);
};

const TYPED = /^(auto|str|ip|num)$/i;

/** `foo(field)` where foo is no type; `sum(field)` is the name of a column that stats made. */
function reportUnknownType(cursor: Cursor, { name, span }: FieldRef): void {
  const type = /^(\w+)\(.*\)$/s.exec(name)?.[1];
  if (type === undefined || cursor.source.vocabulary.isAggregation(type.toLowerCase())) return;
  cursor.source.error("E-ARG", span, `The argument '${name}' is invalid.`, {
    help: "sort knows auto(), ip(), num() and str(). A field whose name has parentheses stands in quotes.",
  });
}

function sortItem(cursor: Cursor, start: number, descending: boolean): SortItem | undefined {
  const type = TYPED.exec(cursor.peekText())?.[1]?.toLowerCase();
  if (type !== undefined && cursor.char(type.length) === "(") {
    cursor.eat();
    const open = cursor.eat();
    const field = fieldRef(cursor, "read") ?? cursor.missing("field");
    if (cursor.peek()?.kind === "close-paren") cursor.eat();
    else {
      const at = { start: cursor.lastEnd, end: cursor.lastEnd };
      cursor.source.error("E-PARENS", open, "Unbalanced parentheses.", {
        help: "This '(' has no closing ')'.",
        fix: { title: "Insert ')'", edits: [{ span: at, text: ")" }] },
      });
    }
    const as = type === "str" || type === "ip" || type === "num" ? type : "auto";
    return { kind: "sort-item", span: cursor.since(start), field, descending, as };
  }
  const field = fieldRef(cursor, "read");
  if (field === undefined && cursor.lastEnd <= start) return undefined;
  if (field === undefined) {
    cursor.source.error("E-SORTNONE", { start, end: cursor.lastEnd }, "You must specify fields to sort.", {
      help: "Write a field after the sign.",
    });
  } else if (field.quote === "none") reportUnknownType(cursor, field);
  return {
    kind: "sort-item",
    span: cursor.since(start),
    field: field ?? cursor.missing("field"),
    descending,
    as: "auto",
  };
}
