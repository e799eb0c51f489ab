import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { positionAt } from "#base/line-map.ts";
import { toHostPieces } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { SplNode, Stage } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import type { Token } from "#syntax/spl/tokens.ts";
import { signatureTokens } from "./signature/signature-tokens.ts";
import type { SemanticToken, TokenType } from "./types.ts";

/**
 * The meaning of every word of a document's searches and signatures, in the document's order. Tokens do not overlap and none crosses the
 * end of a line. A field that the event brings is a property, one that the search makes a variable, declared where it is
 * written; the text of a macro call is one token.
 */
export function semanticTokens(analysis: DocumentAnalysis): readonly SemanticToken[] {
  const lines = analysis.document.lines();
  const lineOf = (offset: number): number => positionAt(lines, offset).line;
  const { text } = analysis.document;
  const found = analysis.analytics.flatMap((analytic) =>
    tokensOf(analytic).flatMap((token) =>
      toHostPieces(analytic.analytic.query.map, token.span)
        .flatMap((piece) => (lineOf(piece.start) === lineOf(piece.end) ? [piece] : linesOf(text, piece)))
        .map((span) => ({ ...token, span })),
    ),
  );
  return [...found, ...analysis.signatures.flatMap(signatureTokens)].sort((a, b) => a.span.start - b.span.start);
}

function linesOf(text: string, { start, end }: Span): readonly Span[] {
  const found: Span[] = [];
  for (const match of text.slice(start, end).matchAll(/[^\r\n]+/g))
    found.push({ start: start + match.index, end: start + match.index + match[0].length });
  return found;
}

/** The tokens of a search in positions of its written text: those that the tree knows, then what only the text shows. */
function tokensOf(analytic: AnalyticAnalysis): readonly SemanticToken[] {
  const known: SemanticToken[] = [];
  const add: Add = (span, type, declaration) => {
    if (span.end > span.start && analytic.isWritten(span))
      known.push({ span: analytic.toWritten(span), type, ...(declaration === true ? { declaration } : {}) });
  };
  const visit = (node: SplNode, parent: SplNode | undefined, stage: Stage | undefined): void => {
    const inside = node.kind === "stage" ? node : stage;
    paint(node, parent, inside, analytic, add);
    for (const child of children(node)) visit(child, node, inside);
  };
  visit(analytic.expanded.tree, undefined, undefined);
  const { text, tokens } = analytic.written;
  const words = clauseWords(analytic);
  for (const token of tokens) {
    const type = typeOfToken(token, text, words);
    if (type !== undefined) known.push({ span: token.span, type });
  }
  return withoutOverlaps(known);
}

type Add = (span: Span, type: TokenType, declaration?: boolean) => void;

function paint(
  node: SplNode,
  parent: SplNode | undefined,
  stage: Stage | undefined,
  analytic: AnalyticAnalysis,
  add: Add,
): void {
  switch (node.kind) {
    case "stage":
      if (node.nameSpan !== undefined) add(node.nameSpan, "keyword");
      return;
    case "option":
      add(node.nameSpan, "parameter");
      return;
    case "aggregation":
    case "conversion":
    case "call":
      add(node.nameSpan, "function");
      return;
    case "lookup-field":
      if (node.field.access === "write") add(node.field.span, "variable", true);
      return;
    case "field":
      if (node.access === "write" && !node.wildcard) add(node.span, "variable", true);
      else add(node.span, fieldType(node.name, stage, analytic));
      return;
    case "field-expr":
      add(node.span, fieldType(node.name, stage, analytic));
      return;
    case "number":
      add(node.span, "number");
      return;
    case "string":
      add(node.span, isPattern(node, parent, analytic) ? "regexp" : "string");
      return;
    case "literal": {
      const isRegex = parent?.kind === "regex-filter" || (stage?.command === "rex" && stage.args.pattern === node);
      if (isRegex && stage?.args.mode === undefined) add(node.span, "regexp");
      else if (node.quoted) add(node.span, "string");
      else if (isNumber(node.text)) add(node.span, "number");
      return;
    }
    case "search-value":
      add(node.span, !node.quoted && isNumber(node.text) ? "number" : "string");
      return;
    case "search-time":
      add({ start: node.span.start, end: node.span.start + node.modifier.length }, "parameter");
      return;
    case "search-compare":
      add(node.opSpan, "operator");
      return;
    case "search-and":
    case "search-or":
      for (const operator of node.operators) if (operator !== undefined) add(operator, "keyword");
      return;
    case "search-not":
      add(node.operator, "keyword");
      return;
    case "unary":
    case "binary":
      add(node.opSpan, /^[A-Z]/.test(node.op) ? "keyword" : "operator");
      return;
    default:
      return;
  }
}

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

const OF_THE_EVENT: ReadonlySet<string> = new Set(["event", "default", "unknown"]);

function fieldType(name: string, stage: Stage | undefined, { flow }: AnalyticAnalysis): TokenType {
  if (stage === undefined) return "property";
  return OF_THE_EVENT.has(flow.field(flow.before(stage), name).provenance.kind) ? "property" : "variable";
}

/** Whether a text is the argument of a function that takes a regular expression there. */
function isPattern(node: SplNode, parent: SplNode | undefined, { environment }: AnalyticAnalysis): boolean {
  if (parent?.kind !== "call") return false;
  const index = (parent.args as readonly SplNode[]).indexOf(node);
  return environment.dialect.function(parent.name)?.params[index]?.type === "regex";
}

const CLAUSE_WORDS = ["as", "by", "over", "where", "with", "in", "not", "and", "or", "xor", "like"];

/** The words between arguments that any command of the search knows. */
function clauseWords({ written, environment }: AnalyticAnalysis): ReadonlySet<string> {
  const words = new Set(CLAUSE_WORDS);
  for (const stage of written.tree.stages) {
    for (const part of Object.values(environment.dialect.command(stage.command)?.grammar ?? {}))
      if ("keywords" in part) for (const word of part.keywords ?? []) words.add(word.toLowerCase());
  }
  return words;
}

function typeOfToken({ kind, span }: Token, text: string, words: ReadonlySet<string>): TokenType | undefined {
  if (kind === "comment" || kind === "macro" || kind === "string") return kind;
  if (kind === "pipe" || kind === "operator") return "operator";
  if (kind === "word" && words.has(text.slice(span.start, span.end).toLowerCase())) return "keyword";
  return undefined;
}

/** The tokens in order; of two that overlap the one named first stays. */
function withoutOverlaps(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
  const sorted = tokens
    .map((token, rank) => ({ token, rank }))
    .sort((a, b) => a.token.span.start - b.token.span.start || a.rank - b.rank);
  const kept: { token: SemanticToken; rank: number }[] = [];
  for (const one of sorted) {
    const last = kept.at(-1);
    if (last === undefined || last.token.span.end <= one.token.span.start) kept.push(one);
    else if (one.rank < last.rank) kept[kept.length - 1] = one;
  }
  return kept.map(({ token }) => token);
}
