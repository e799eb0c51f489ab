import type { Span } from "#base/span.ts";
import { stageArguments } from "./arguments.ts";
import type { ArgNode, Stage } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { macroCall } from "./macro-call.ts";
import { restPart } from "./parts/positional.ts";
import { subsearchTerm } from "./search-value.ts";
import type { KnownCommand } from "./source.ts";

/** Where a stage stands in its pipeline, which decides what may be its command. */
export interface StagePlace {
  readonly pipe: Span | undefined;
  readonly isFirst: boolean;
  /** The stage begins a search of its own without a pipe: its words are search terms unless they name a command. */
  readonly implied: "terms" | "generating" | "any" | undefined;
}

/** A command name with its definition, as found at the cursor. */
interface Name {
  readonly span: Span;
  readonly command: KnownCommand | undefined;
}

/** Reads one command with its arguments, up to the cursor's end. */
export function readStage(cursor: Cursor, place: StagePlace): Stage {
  if (place.implied !== undefined) {
    const name = impliedName(cursor, place.implied);
    if (name === undefined) return searchStage(cursor, place);
    return commandStage(cursor, place, name);
  }
  const token = cursor.peek();
  if (token?.kind === "macro") return macroStage(cursor, place);
  if (token?.kind === "open-bracket" && !cursor.source.brackets.stray.has(cursor.tokenIndex))
    return subsearchStage(cursor, place);
  const name = commandName(cursor);
  if (name === undefined) return unnamedStage(cursor, place);
  return commandStage(cursor, place, name);
}

const LEADING_NAME = /^[A-Za-z_]\w*/;

/** The word at the cursor as a command: known as a whole, or by the letters before a sign (`sort-_time`). */
function commandName(cursor: Cursor): Name | undefined {
  if (cursor.peek()?.kind !== "word") return undefined;
  const word = cursor.rest;
  const start = cursor.at;
  const { vocabulary } = cursor.source;
  const whole = vocabulary.command(word.toLowerCase());
  const leading = LEADING_NAME.exec(word)?.[0];
  if (whole !== undefined || leading === undefined)
    return { span: { start, end: start + word.length }, command: whole };
  const part = leading.length < word.length ? vocabulary.command(leading.toLowerCase()) : undefined;
  return { span: { start, end: start + (part === undefined ? word : leading).length }, command: part };
}

/** The command that begins a search without a pipe; undefined when its words are search terms. */
function impliedName(cursor: Cursor, implied: "terms" | "generating" | "any"): Name | undefined {
  if (cursor.peek()?.kind !== "word") return undefined;
  const word = cursor.rest.toLowerCase();
  const command = cursor.source.vocabulary.command(word);
  if (command === undefined) return undefined;
  const name = { span: { start: cursor.at, end: cursor.at + word.length }, command };
  if (comparatorFollows(cursor)) return undefined;
  if (command.name === "search" || implied === "any") return name;
  return implied === "generating" && command.generating ? name : undefined;
}

function comparatorFollows(cursor: Cursor): boolean {
  const mark = cursor.mark();
  cursor.eat();
  const found = cursor.peek()?.kind === "operator";
  cursor.reset(mark);
  return found;
}

const SEARCH: KnownCommand = {
  name: "search",
  grammar: { expression: { kind: "search-expression", doc: "What an event must match." } },
  generating: false,
};

function searchStage(cursor: Cursor, place: StagePlace): Stage {
  const start = cursor.begin();
  const known = cursor.source.vocabulary.command("search") ?? SEARCH;
  const read = stageArguments(cursor, known);
  return {
    kind: "stage",
    span: cursor.since(start),
    pipe: place.pipe,
    command: known.name,
    nameSpan: undefined,
    status: "known",
    macro: undefined,
    ...read,
  };
}

function commandStage(cursor: Cursor, place: StagePlace, { span, command }: Name): Stage {
  const word = cursor.text.slice(span.start, span.end);
  cursor.moveTo(span.end);
  const base = { kind: "stage", pipe: place.pipe, nameSpan: span, macro: undefined } as const;
  if (command !== undefined) {
    const read = stageArguments(cursor, command);
    return { ...base, span: cursor.since(span.start), command: command.name, status: "known", ...read };
  }
  reportUnknown(cursor, span, word);
  const parts = restPart(cursor, { kind: "rest", doc: "" }, NOWHERE) ?? [];
  const args = { rest: parts.filter(({ kind }) => kind === "literal") };
  return {
    ...base,
    span: cursor.since(span.start),
    command: word.toLowerCase(),
    status: "unknown",
    args,
    parts,
    unexpected: [],
  };
}

const NOWHERE = {
  command: "",
  wantsList: false,
  atBoundary: () => false,
  atClause: () => false,
  atFinalFlag: () => false,
};

function reportUnknown(cursor: Cursor, span: Span, word: string): void {
  const near = cursor.source.nearest("command", word);
  const isComparison = /^\s*(?:=|!=|<|>)/.test(cursor.text.slice(cursor.at, cursor.end));
  const help = isComparison
    ? "A comparison in a later stage needs the search or where command before it."
    : near === undefined
      ? "No command has this name; a custom command can be declared in the settings."
      : `Did you mean ${near}?`;
  const fix = isComparison
    ? { title: "Insert 'search'", edits: [{ span: { start: span.start, end: span.start }, text: "search " }] }
    : near === undefined
      ? undefined
      : { title: `Change to '${near}'`, edits: [{ span, text: near }] };
  cursor.source.error("E-UNKNOWN", span, `Unknown search command '${word}'.`, {
    help,
    ...(fix === undefined ? {} : { fix }),
  });
}

function macroStage(cursor: Cursor, place: StagePlace): Stage {
  const macro = macroCall(cursor);
  const rest = restPart(cursor, { kind: "rest", doc: "" }, NOWHERE) ?? [];
  return {
    kind: "stage",
    span: cursor.since(macro.span.start),
    pipe: place.pipe,
    command: "",
    nameSpan: undefined,
    status: "macro",
    args: rest.length === 0 ? {} : { rest: rest.filter(({ kind }) => kind === "literal") },
    macro,
    parts: [macro, ...rest],
    unexpected: [],
  };
}

function subsearchStage(cursor: Cursor, place: StagePlace): Stage {
  const subsearch = subsearchTerm(cursor);
  const bracket = { start: subsearch.span.start, end: subsearch.span.start + 1 };
  cursor.source.error("E-SUBARG", bracket, "Subsearches are only valid as arguments to commands.", {
    help: "Write a command before '['.",
  });
  const rest = restPart(cursor, { kind: "rest", doc: "" }, NOWHERE) ?? [];
  return withoutCommand(cursor.since(subsearch.span.start), place, [subsearch, ...rest]);
}

/** A stage whose first token cannot be a command. */
function unnamedStage(cursor: Cursor, place: StagePlace): Stage {
  const token = cursor.peek();
  const start = cursor.at;
  if (token !== undefined) {
    const text = cursor.text.slice(start, Math.min(token.span.end, cursor.end));
    cursor.source.error("E-MISSINGCMD", token.span, `Missing a search command before '${text}'.`, {
      help: "A stage begins with the name of a command.",
    });
  }
  const rest = restPart(cursor, { kind: "rest", doc: "" }, NOWHERE) ?? [];
  return withoutCommand(cursor.since(start), place, rest);
}

/** The stage of an empty piece between pipes. */
export function missingStage(cursor: Cursor, place: StagePlace, report: (at: Span) => void): Stage {
  const missing = cursor.missing("command");
  report(missing.span);
  return withoutCommand(missing.span, place, [missing]);
}

function withoutCommand(span: Span, place: StagePlace, parts: readonly ArgNode[]): Stage {
  return {
    kind: "stage",
    span,
    pipe: place.pipe,
    command: "",
    nameSpan: undefined,
    status: "missing",
    args: {},
    macro: undefined,
    parts,
    unexpected: [],
  };
}
