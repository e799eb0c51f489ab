import type { Problem } from "#base/problem.ts";
import type { Vocabulary } from "./grammar.ts";
import { macroExtent, quoteEnd } from "./macro-scan.ts";
import type { Token, TokenKind } from "./tokens.ts";

/** The tokens of a text and what is wrong with them. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}

/**
 * Splits a search into tokens that touch each other and cover `start` to `end` of the text (SPL reference 1.1 to 1.4).
 * Knows of the language only which words are commands: when quotes are odd in number, an open string ends before the
 * next pipe that starts a known command or a macro. Never throws; time is linear in the length.
 */
export function scan(text: string, vocabulary: Vocabulary, start = 0, end = text.length): Scan {
  if (end - start > MAX_LENGTH) return tooLong(start, end);
  const whole = scanRange(text, start, end, undefined);
  if (!whole.some((token) => token.kind === "string" && token.unterminated)) {
    return { tokens: whole, problems: problemsOf(text, whole) };
  }
  const cut = cutPoint(text, whole, vocabulary);
  const tokens = cut === undefined ? whole : scanRange(text, start, end, cut);
  return { tokens, problems: problemsOf(text, tokens) };
}

/** A longer text is no search that anybody has written; Splunk's own limit for a search is far below. */
const MAX_LENGTH = 1_000_000;

/** The whole as one comment: it is passed over, and that is said. */
function tooLong(start: number, end: number): Scan {
  const span = { start, end };
  const message = `The search is ${(end - start).toLocaleString("en")} characters long; more than ${MAX_LENGTH.toLocaleString("en")} are not read.`;
  return { tokens: [{ kind: "comment", span }], problems: [{ code: "E-TOOLONG", severity: "error", span, message }] };
}

interface Cut {
  /** Where the string that lacks its end begins. */
  readonly quote: number;
  readonly end: number;
}

function scanRange(text: string, start: number, end: number, cut: Cut | undefined): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const token = tokenAt(text, at, end, cut, tokens.at(-1));
    tokens.push(token);
    at = token.span.end;
  }
  return tokens;
}

const SPACE = /\s+/y;
const SINGLE_QUOTED = /'[^\s'"|`]+'/y;
const TEMPLATE = /<<[A-Za-z0-9_]+>>/y;
const PLAIN: Readonly<Record<string, TokenKind>> = {
  "|": "pipe",
  "(": "open-paren",
  ")": "close-paren",
  "[": "open-bracket",
  "]": "close-bracket",
  ",": "comma",
};

function tokenAt(text: string, at: number, end: number, cut: Cut | undefined, before: Token | undefined): Token {
  const make = (kind: TokenKind, to: number, unterminated = false): Token =>
    unterminated
      ? { kind, span: { start: at, end: to }, unterminated }
      : { kind, span: { start: at, end: Math.min(to, end) } };
  const char = text[at] ?? "";
  SPACE.lastIndex = at;
  if (SPACE.test(text)) return make("space", SPACE.lastIndex);
  const plain = PLAIN[char];
  if (plain !== undefined) return make(plain, at + 1);
  if (char === '"') {
    if (cut !== undefined && cut.quote === at) return make("string", cut.end, true);
    const close = quoteEnd(text, at, end);
    return close === undefined ? make("string", end, true) : make("string", close + 1);
  }
  if (char === "`") {
    if (text.startsWith("```", at) && at + 3 <= end) return commentAt(text, at, end, make);
    const macro = macroExtent(text, at, end);
    if (macro.end === at + 1) return make("unknown", macro.end, true);
    return make("macro", macro.end, !macro.terminated);
  }
  const operator = operatorEnd(text, at, end);
  if (operator !== undefined) return make("operator", operator);
  if (char === "'" && (before === undefined || before.kind !== "word")) {
    SINGLE_QUOTED.lastIndex = at;
    if (SINGLE_QUOTED.test(text) && SINGLE_QUOTED.lastIndex <= end)
      return make("single-quoted", SINGLE_QUOTED.lastIndex);
  }
  return make("word", wordEnd(text, at, end));
}

function commentAt(
  text: string,
  at: number,
  end: number,
  make: (kind: TokenKind, to: number, unterminated?: boolean) => Token,
): Token {
  const close = text.indexOf("```", at + 3);
  if (close !== -1 && close + 3 <= end) return make("comment", close + 3);
  const line = text.indexOf("\n", at);
  return make("comment", line === -1 || line > end ? end : line, true);
}

function operatorEnd(text: string, at: number, end: number): number | undefined {
  const char = text[at];
  const next = at + 1 < end ? text[at + 1] : undefined;
  if (char === "=") return next === "=" ? at + 2 : at + 1;
  if (char === "!") return next === "=" ? at + 2 : undefined;
  if (char === "<" || char === ">") {
    if (isTemplate(text, at, end)) return undefined;
    return next === "=" ? at + 2 : at + 1;
  }
  return undefined;
}

function isTemplate(text: string, at: number, end: number): boolean {
  if (text[at] !== "<" || text[at + 1] !== "<") return false;
  TEMPLATE.lastIndex = at;
  return TEMPLATE.test(text) && TEMPLATE.lastIndex <= end;
}

/**
 * A `$token|s$` of a dashboard, with one of its four filters, is part of a word in spite of its pipe. In pieces: an endless repetition of
 * alternatives exhausts the engine's stack on a text of megabytes.
 */
const WORD_RUN = /(?:\$[A-Za-z_][\w.:-]{0,100}\|[shun]\$|\\[\\"|]|[^\s|[\](),=<>`"!]){1,4096}/y;

function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    WORD_RUN.lastIndex = at;
    if (WORD_RUN.test(text)) {
      at = WORD_RUN.lastIndex;
      continue;
    }
    if (text[at] === "!" && text[at + 1] !== "=") at++;
    else if (isTemplate(text, at, end)) at = TEMPLATE.lastIndex;
    else break;
  }
  return Math.min(end, Math.max(at, start + 1));
}

/**
 * Which string to end early when quotes are odd in number, and where: the first that holds a pipe followed by a known
 * command or a macro. The quoted search of map is passed over as long as another string qualifies.
 */
function cutPoint(text: string, tokens: readonly Token[], vocabulary: Vocabulary): Cut | undefined {
  let fallback: Cut | undefined;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "open-bracket") depth++;
    if (token.kind === "close-bracket") depth = Math.max(0, depth - 1);
    if (token.kind !== "string") continue;
    const sync = syncPoint(text, token.span.start + 1, token.span.end, vocabulary, depth > 0);
    if (sync === undefined) continue;
    const cut = { quote: token.span.start, end: sync };
    if (!holdsSearch(text, tokens, index)) return cut;
    fallback ??= cut;
  }
  return fallback;
}

function holdsSearch(text: string, tokens: readonly Token[], index: number): boolean {
  const operator = tokens[index - 1];
  const name = tokens[index - 2];
  if (operator?.kind !== "operator" || name?.kind !== "word" || tokens[index]?.unterminated) return false;
  return text.slice(name.span.start, name.span.end).toLowerCase() === "search";
}

const PIPE_START = /\|\s*(?:([A-Za-z]\w*)(?![\w=])|`(?!``)\w)/g;

/** The offset where a text that should have ended stops: before the spaces in front of the pipe of the next command. */
function syncPoint(
  text: string,
  from: number,
  to: number,
  vocabulary: Vocabulary,
  inBrackets: boolean,
): number | undefined {
  PIPE_START.lastIndex = from;
  for (let match = PIPE_START.exec(text); match !== null && match.index < to; match = PIPE_START.exec(text)) {
    const word = match[1];
    if (word !== undefined && vocabulary.command(word.toLowerCase()) === undefined) continue;
    let stop = trimmedEnd(text, from, match.index);
    if (inBrackets && text[stop - 1] === "]") stop = trimmedEnd(text, from, stop - 1);
    return stop;
  }
  return undefined;
}

function trimmedEnd(text: string, from: number, to: number): number {
  let stop = to;
  while (stop > from && /\s/.test(text[stop - 1] ?? "")) stop--;
  return stop;
}

function problemsOf(text: string, tokens: readonly Token[]): Problem[] {
  const problems: Problem[] = [];
  for (const token of tokens) if (token.unterminated) problems.push(unterminated(text, token));
  return problems;
}

function unterminated(text: string, { kind, span }: Token): Problem {
  const end = trimmedEnd(text, span.start + 1, span.end);
  const at = { start: end, end };
  if (kind === "string") {
    return {
      code: "E-QUOTES",
      span: { start: span.start, end },
      severity: "error",
      message: "Unbalanced quotes.",
      help: 'This string has no closing quote; a quote inside a string is written \\" and a trailing backslash \\\\.',
      fix: { title: "Insert the closing quote", edits: [{ span: at, text: text[end - 1] === "\\" ? '\\"' : '"' }] },
    };
  }
  if (kind === "comment") {
    return {
      code: "E-COMMENT",
      span: { start: span.start, end },
      severity: "error",
      message: "Missing comment closing tickmarks.",
      help: "A comment begins and ends with three backticks.",
      fix: { title: "Close the comment", edits: [{ span: at, text: "```" }] },
    };
  }
  return {
    code: "E-TICK",
    span: { start: span.start, end },
    severity: "error",
    message: "Missing a closing tick mark for macro expansion.",
    help: "A macro call is written `name` or `name(arguments)`.",
    ...(kind === "macro" ? { fix: { title: "Insert the closing backtick", edits: [{ span: at, text: "`" }] } } : {}),
  };
}
