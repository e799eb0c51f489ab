import type { Parsed } from "../parsed.ts";
import type { EvalExpr, Pipeline, SearchExpr } from "./ast.ts";
import { Cursor } from "./cursor.ts";
import { evalExpression } from "./eval-expression.ts";
import type { Vocabulary } from "./grammar.ts";
import { readPipeline, readSubsearch } from "./pipeline.ts";
import { scan } from "./scanner.ts";
import { searchExpression } from "./search-expression.ts";
import { Source } from "./source.ts";
import type { Token } from "./tokens.ts";

/** A search with its tree, tokens and problems. */
export type ParsedSpl = Parsed<Pipeline, Token>;

/** How a text is read. */
export interface ParseOptions {
  /** The text runs on rows at hand, as the body of appendpipe or foreach: any command may be first. */
  readonly template?: boolean;
}

/**
 * Parses a search (SPL reference 1 and 2) by the grammars of a vocabulary. Total: gives a tree, tokens that re-join to the
 * text, and problems for any text; never throws. Spans nest. Macro calls stay as opaque nodes.
 */
export function parseSpl(text: string, vocabulary: Vocabulary, options: ParseOptions = {}): ParsedSpl {
  const source = open(text, vocabulary);
  const tree = readPipeline(source, 0, text.length, options.template ? "template" : "search");
  return close(source, tree);
}

/** Parses a search expression alone, as a string holds it: searchmatch(), constraints, startswith=. */
export function parseSearchExpression(text: string, vocabulary: Vocabulary): Parsed<SearchExpr, Token> {
  const source = open(text, vocabulary);
  const cursor = new Cursor(source, 0, text.length);
  return close(source, searchExpression(cursor) ?? cursor.missing("search-expression"));
}

/** Parses an eval expression alone: the body of an iseval macro, a validation. */
export function parseEvalExpression(text: string, vocabulary: Vocabulary): Parsed<EvalExpr, Token> {
  const source = open(text, vocabulary);
  const cursor = new Cursor(source, 0, text.length);
  return close(source, evalExpression(cursor, { kind: "condition", assigned: false }));
}

function open(text: string, vocabulary: Vocabulary): Source {
  const { tokens, problems } = scan(text, vocabulary);
  return new Source(text, tokens, vocabulary, problems, readSubsearch);
}

function close<Tree>(source: Source, tree: Tree): Parsed<Tree, Token> {
  const problems = [...source.problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { text: source.text, tree, tokens: source.tokens, problems };
}
