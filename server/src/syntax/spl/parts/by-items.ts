import type { ArgNode, ByItem, Option, SplitBy } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import type { OptionType } from "../grammar.ts";
import { macroCall } from "../macro-call.ts";
import { aggregationCall, prefixDirective } from "./aggregation.ts";
import { missingField } from "./fields.ts";
import { option } from "./options.ts";
import type { PartContext, PartReader } from "./part-context.ts";
import { atKeyword, atNameValue, fieldRef, literal } from "./words.ts";

type ItemOptions = Readonly<Record<string, OptionType>>;

/** `BY a, _time span=1h, PREFIX(x)`; the keyword is at the cursor. */
export const clauseByItemsPart: PartReader<"clause-by-items"> = (cursor, part, context) => {
  const keyword = cursor.eat();
  const nodes: ArgNode[] = [];
  while (cursor.turn()) {
    if (cursor.peek()?.kind === "comma") {
      cursor.eat();
      continue;
    }
    if (cursor.peek()?.kind === "macro") {
      nodes.push(macroCall(cursor));
      continue;
    }
    const item = byItem(cursor, part.options, context);
    if (item === undefined) break;
    nodes.push(item);
  }
  return nodes.length === 0 ? [missingField(cursor, keyword)] : nodes;
};

function byItem(cursor: Cursor, options: ItemOptions, context: PartContext): ByItem | undefined {
  if (context.atBoundary(cursor) || atNameValue(cursor)) return undefined;
  const isPrefix = cursor.rest.toLowerCase() === "prefix" && cursor.char(6) === "(";
  const field = isPrefix ? prefixDirective(cursor) : fieldRef(cursor, "group");
  if (field === undefined) return undefined;
  const found = itemOptions(cursor, options, context);
  return { kind: "by-item", span: cursor.since(field.span.start), field, options: found };
}

/** The options right after an item. */
function itemOptions(cursor: Cursor, options: ItemOptions, context: PartContext): readonly Option[] {
  const found: Option[] = [];
  while (cursor.turn() && atNameValue(cursor)) {
    const name = cursor.rest.toLowerCase();
    const type = Object.hasOwn(options, name) ? options[name] : undefined;
    if (type === undefined) break;
    found.push(option(cursor, name, { type }, context));
  }
  return found;
}

/**
 * `OVER field`, `BY field options where …` of chart and timechart, `BY row split` of chart; the keyword is at the cursor.
 */
export const clauseSplitPart: PartReader<"clause-split"> = (cursor, part, context) => {
  const keyword = cursor.eat();
  if (cursor.peek()?.kind === "macro") return [macroCall(cursor)];
  const first = byItem(cursor, part.options, context);
  if (first === undefined) return [missingField(cursor, keyword)];
  if (cursor.peek()?.kind === "comma") cursor.eat();
  const second = atKeyword(cursor, ["where"]) ? undefined : byItem(cursor, part.options, context);
  const split = second ?? first;
  const where = atKeyword(cursor, ["where"]) ? splitWhere(cursor) : undefined;
  const later = itemOptions(cursor, part.options, context);
  const { field } = split;
  const node: SplitBy = {
    kind: "split-by",
    span: cursor.since(first.span.start),
    field: field.kind === "field" ? field : { ...PLAIN, span: field.span, name: field.text },
    options: [...split.options, ...later],
    where,
    ...(second === undefined ? {} : { row: first }),
  };
  return [node];
};

const PLAIN = { kind: "field", quote: "none", wildcard: false, access: "group" } as const;
const EDGE = /^(top|bottom)\s*(\d+)$/i;

/** `where agg in top5`, `where agg notin bottom 3`, `where agg > 10`. */
function splitWhere(cursor: Cursor): SplitBy["where"] {
  const start = cursor.eat().start;
  const aggregation = aggregationCall(cursor);
  const op = splitOperator(cursor);
  if (aggregation === undefined || op === undefined) return reportWhere(cursor, start);
  const edge = literal(cursor);
  if (edge === undefined) return reportWhere(cursor, start);
  const touching = EDGE.exec(edge.text);
  const apart = touching === null && /^(?:top|bottom)$/i.test(edge.text) ? literal(cursor) : undefined;
  const value = Number(touching?.[2] ?? (apart ?? edge).text);
  if (Number.isNaN(value)) return reportWhere(cursor, start);
  const word = (touching?.[1] ?? (apart === undefined ? undefined : edge.text))?.toLowerCase();
  return {
    aggregation,
    op,
    edge: word === "top" || word === "bottom" ? word : undefined,
    value,
    span: cursor.since(start),
  };
}

function splitOperator(cursor: Cursor): "in" | "notin" | "<" | ">" | undefined {
  const text = cursor.peekText().toLowerCase();
  if (text !== "in" && text !== "notin" && text !== "<" && text !== ">") return undefined;
  cursor.eat();
  return text;
}

function reportWhere(cursor: Cursor, start: number): undefined {
  cursor.source.error("E-CHARTSPLIT", { start, end: start + 5 }, "A split-by field is expected.", {
    help: "After the split write: where aggregation in top5, or where aggregation > 10.",
  });
  while (!cursor.done && cursor.turn()) cursor.eat();
  return undefined;
}
