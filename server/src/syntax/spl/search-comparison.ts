import type { Span } from "#base/span.ts";
import type { FieldRef, SearchExpr, SearchIn, SearchOp } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { expectValue, searchValue, stringText } from "./search-value.ts";

/** The string at the cursor as a field, if a comparator or IN follows; nothing is consumed otherwise. */
export function fieldOfString(cursor: Cursor): FieldRef | undefined {
  const token = cursor.peek();
  if (token === undefined || token.unterminated) return undefined;
  const mark = cursor.mark();
  const span = cursor.eat();
  if (cursor.peek()?.kind === "operator" || startsIn(cursor)) {
    const name = stringText(cursor.text, span.start, span.end, token);
    return { kind: "field", span, name, quote: "double", wildcard: false, access: "read" };
  }
  cursor.reset(mark);
  return undefined;
}

const TIME_MODIFIERS = new Set(
  (
    "earliest latest _index_earliest _index_latest index_earliest index_latest starttime endtime starttimeu endtimeu " +
    "timeformat daysago hoursago minutesago monthsago startdaysago starthoursago startminutesago startmonthsago " +
    "enddaysago endhoursago endminutesago endmonthsago searchtimespandays searchtimespanhours searchtimespanminutes " +
    "searchtimespanmonths"
  ).split(" "),
);

/** A comparison or time term of the field before the cursor, if a comparator follows. */
export function comparison(cursor: Cursor, field: FieldRef): SearchExpr | undefined {
  const token = cursor.peek();
  if (token?.kind !== "operator") return undefined;
  const written = cursor.rest;
  const opSpan = cursor.eat();
  const op = canonicalOp(written);
  const value = expectValue(cursor, written, opSpan);
  const span = { start: field.span.start, end: Math.max(opSpan.end, value.span.end) };
  const modifier = field.name.toLowerCase();
  if (
    field.quote === "none" &&
    TIME_MODIFIERS.has(modifier) &&
    (value.kind === "search-value" || value.kind === "missing")
  ) {
    return { kind: "search-time", span, modifier, op, value };
  }
  return { kind: "search-compare", span, field, op, opSpan, value };
}

/** `==` is accepted as `=`. */
function canonicalOp(written: string): SearchOp {
  switch (written) {
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return written;
    default:
      return "=";
  }
}

/** A comparison that begins with its comparator. */
export function withoutField(cursor: Cursor): SearchExpr {
  const written = cursor.rest;
  const field = cursor.missing("field");
  const opSpan = cursor.eat();
  cursor.source.error("E-COMPLEFT", opSpan, `Comparator '${written}' is missing a term on the left hand side.`, {
    help: `Write a field before '${written}'.`,
  });
  const value = searchValue(cursor, false) ?? cursor.missing("value");
  const at = { start: opSpan.start, end: opSpan.start };
  return {
    kind: "search-compare",
    span: { start: opSpan.start, end: Math.max(opSpan.end, value.span.end) },
    field: { ...field, span: at },
    op: canonicalOp(written),
    opSpan,
    value,
  };
}

/** Whether `IN (` or `NOT IN (` follows. */
function startsIn(cursor: Cursor): boolean {
  const mark = cursor.mark();
  const found = eatIn(cursor) !== undefined;
  cursor.reset(mark);
  return found;
}

/** Consumes `IN (` or `NOT IN (`, leaving nothing consumed when it is not there. */
function eatIn(cursor: Cursor): { readonly negated: boolean; readonly open: Span } | undefined {
  const mark = cursor.mark();
  const negated = cursor.peekText() === "NOT";
  if (negated) cursor.eat();
  if (cursor.peek()?.kind === "word" && cursor.rest.toUpperCase() === "IN") {
    cursor.eat();
    if (cursor.peek()?.kind === "open-paren") return { negated, open: cursor.eat() };
  }
  cursor.reset(mark);
  return undefined;
}

/** `IN (…)` or `NOT IN (…)` of the field before the cursor, if it follows. */
export function inList(cursor: Cursor, field: FieldRef): SearchExpr | undefined {
  const head = eatIn(cursor);
  if (head === undefined) return undefined;
  const values: SearchIn["values"][number][] = [];
  let closed = false;
  while (!cursor.done && cursor.turn()) {
    const kind = cursor.peek()?.kind;
    if (kind === "close-paren") {
      cursor.eat();
      closed = true;
      break;
    }
    const value = kind === "comma" ? undefined : searchValue(cursor, true);
    if (value !== undefined) values.push(value);
    else {
      const at = cursor.eat();
      if (kind !== "comma" && kind !== "unknown") {
        const text = cursor.text.slice(at.start, at.end);
        cursor.source.error("E-CHAR", at, `An unexpected character is reached at '${text}'.`, {
          help: "A list holds values between commas; keywords and parentheses as values need quotes.",
        });
      }
    }
  }
  if (!closed) {
    const at = cursor.lastEnd;
    cursor.source.error("E-PARENS", head.open, "Unable to parse the search: unbalanced parentheses.", {
      help: "The list of IN has no closing ')'.",
      fix: { title: "Insert ')'", edits: [{ span: { start: at, end: at }, text: ")" }] },
    });
  } else if (values.length === 0) {
    cursor.source.error("E-COMPRIGHT", head.open, "Comparator 'IN' has an invalid term on the right hand side.", {
      help: "The list is empty; write at least one value.",
    });
  }
  return { kind: "search-in", span: cursor.since(field.span.start), field, values, negated: head.negated };
}
