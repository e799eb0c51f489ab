import type { ArgNode, Literal, MacroCall, Subsearch } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { evalExpression } from "../eval-expression.ts";
import { macroCall } from "../macro-call.ts";
import { searchExpression } from "../search-expression.ts";
import { subsearchTerm } from "../search-value.ts";
import type { PartReader } from "./part-context.ts";
import { atName, atNameValue, literal, rawLiteral } from "./words.ts";

/** A positional word of the type that the part wants. */
export const wordPart: PartReader<"word"> = (cursor, part, context) => {
  const kind = cursor.peek()?.kind;
  if (kind === undefined || context.atBoundary(cursor)) return undefined;
  const mark = cursor.mark();
  const found = readWord(cursor, part.type);
  // What is filled in before a search runs may be a number or the list that must follow one.
  const isList = found !== undefined && FILLED_IN.test(found.text) && context.wantsList && !atName(cursor);
  if (found !== undefined && !isList) return [found];
  cursor.reset(mark);
  return undefined;
};

const FILLED_IN = /^\$[^$]+\$$/;

function readWord(cursor: Cursor, type: string | readonly string[]): Literal | undefined {
  if (type === "regex" || type === "path") {
    const kind = cursor.peek()?.kind;
    if (kind === "macro" || kind === "comma" || kind === "close-bracket" || atNameValue(cursor)) return undefined;
    return rawLiteral(cursor);
  }
  if (!atName(cursor) || atNameValue(cursor)) return undefined;
  const value = literal(cursor);
  if (value === undefined) return undefined;
  const { text } = value;
  const token = FILLED_IN.test(text);
  if (type === "int") return /^[+-]?\d+$/.test(text) || token ? value : undefined;
  if (type === "number") return (text !== "" && Number.isFinite(Number(text))) || token ? value : undefined;
  if (typeof type !== "string")
    return type.some((word) => word.toLowerCase() === text.toLowerCase()) ? value : undefined;
  return value;
}

/** A keyword on its own; a symbol may touch what follows it. */
export const flagPart: PartReader<"flag"> = (cursor, part) => {
  if (cursor.peek()?.kind !== "word") return undefined;
  const rest = cursor.rest.toLowerCase();
  const word = part.words.find((flag) => (/^\W$/.test(flag) ? rest.startsWith(flag) : rest === flag.toLowerCase()));
  if (word === undefined || atNameValue(cursor)) return undefined;
  const span = cursor.moveTo(cursor.at + word.length);
  return [{ kind: "literal", span, text: word, quoted: false }];
};

/** A search expression in place, up to the keyword of a clause. */
export const searchPart: PartReader<"search-expression"> = (cursor, _part, context) => {
  const expression = searchExpression(cursor, context.atClause);
  return expression && [expression];
};

/** `WHERE …`; the keyword is at the cursor. */
export const clauseSearchPart: PartReader<"clause-search"> = (cursor, _part, context) => {
  const keyword = cursor.eat();
  const expression = searchExpression(cursor, context.atClause);
  if (expression !== undefined) return [expression];
  const word = cursor.text.slice(keyword.start, keyword.end);
  cursor.source.error("E-TERM", keyword, "The expression is malformed. A term is missing.", {
    help: `Write a search expression after '${word}'.`,
  });
  return [cursor.missing("search-expression")];
};

/** An eval expression: the whole rest, or only one in parentheses. */
export const evalPart: PartReader<"eval-expression"> = (cursor, part) => {
  const kind = cursor.peek()?.kind;
  if (kind === undefined) return undefined;
  if (part.parenthesised) {
    return kind === "open-paren" ? [evalExpression(cursor, { kind: "list", assigned: false })] : undefined;
  }
  return [evalExpression(cursor, { kind: "condition", assigned: false })];
};

/** `[ … ]`, one after the other. */
export const subsearchesPart: PartReader<"subsearches"> = (cursor, part) => {
  const nodes: (Subsearch | MacroCall)[] = [];
  while (nodes.length < part.max && cursor.peek()?.kind === "open-bracket" && cursor.turn()) {
    if (cursor.source.brackets.stray.has(cursor.tokenIndex)) break;
    nodes.push(subsearchTerm(cursor, part.role));
    if (cursor.peek()?.kind === "comma") cursor.eat();
  }
  return nodes.length === 0 ? undefined : nodes;
};

/** Whatever is left up to an option of the command, piece by piece: words with what touches them, strings, subsearches, macros. */
export const restPart: PartReader<"rest"> = (cursor, _part, context) => {
  const nodes: ArgNode[] = [];
  while (!context.atBoundary(cursor) && !cursor.done && cursor.turn()) {
    const kind = cursor.peek()?.kind;
    if (kind === "macro") nodes.push(macroCall(cursor));
    else if (kind === "open-bracket" && !cursor.source.brackets.stray.has(cursor.tokenIndex)) {
      nodes.push(subsearchTerm(cursor, "argument"));
    } else if (kind === "string") {
      const text = literal(cursor);
      if (text !== undefined) nodes.push(text);
    } else if (kind === "comma") cursor.eat();
    else nodes.push(piece(cursor));
  }
  return nodes.length === 0 ? undefined : nodes;
};

/** Everything that touches, a string that is the value of a name included. */
export function piece(cursor: Cursor): Literal {
  cursor.skip();
  const start = cursor.at;
  for (let token = cursor.raw; token !== undefined && cursor.turn(); token = cursor.raw) {
    if (token.kind === "space" || token.kind === "comment" || token.kind === "comma" || token.kind === "macro") break;
    if (token.kind === "open-bracket" && !cursor.source.brackets.stray.has(cursor.tokenIndex)) break;
    cursor.eat();
  }
  const span = cursor.since(start);
  return { kind: "literal", span, text: cursor.text.slice(span.start, span.end), quoted: false };
}
