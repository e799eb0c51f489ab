import type { ArgNode, StageArgs, Unexpected } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { clauseAt, type Entry, type GrammarTable, grammarTable, optionAt, partContext } from "./grammar-table.ts";
import { macroCall } from "./macro-call.ts";
import { option } from "./parts/options.ts";
import type { PartContext } from "./parts/part-context.ts";
import { piece } from "./parts/positional.ts";
import { isList, readPart } from "./parts/read-part.ts";
import { reportRequired, reportUnexpected } from "./parts/required.ts";
import { subsearchTerm } from "./search-value.ts";
import type { KnownCommand } from "./source.ts";

/** The arguments of a stage: by the names of the grammar, in the order of the text, and what fitted nowhere. */
export interface StageArguments {
  readonly args: StageArgs;
  readonly parts: readonly ArgNode[];
  readonly unexpected: readonly Unexpected[];
}

interface State {
  readonly command: KnownCommand;
  readonly table: GrammarTable;
  readonly context: PartContext;
  readonly args: Record<string, ArgNode | ArgNode[]>;
  readonly parts: ArgNode[];
  readonly unexpected: Unexpected[];
  /** Keys whose clause or part has been read, with or without a value. */
  readonly seen: Set<string>;
  /** The next positional part. */
  next: number;
}

/**
 * Reads the arguments of a command by its grammar: options and clauses wherever they stand, positional parts in their
 * order. What fits nowhere is kept as unexpected, with a problem, and reading goes on behind it.
 */
export function stageArguments(cursor: Cursor, command: KnownCommand): StageArguments {
  const table = grammarTable(command.grammar);
  const context = partContext(command.name, table);
  const state: State = { command, table, context, args: {}, parts: [], unexpected: [], seen: new Set(), next: 0 };
  while (!cursor.done && cursor.turn()) {
    if (readOption(cursor, state) || readClause(cursor, state) || readPositional(cursor, state)) continue;
    readOther(cursor, state);
  }
  reportMissing(cursor, state);
  return { args: state.args, parts: state.parts, unexpected: state.unexpected };
}

function readOption(cursor: Cursor, state: State): boolean {
  const entry = optionAt(cursor, state.table);
  if (entry === undefined) return false;
  const { key, part } = entry;
  const name = cursor.rest.toLowerCase();
  const node = option(cursor, name, part, state.context);
  if (state.seen.has(key) && part.repeat !== true) {
    cursor.source.report({
      code: "E-OPTTWICE",
      span: node.nameSpan,
      severity: "error",
      message: `Option '${name}' should not be specified more than once.`,
    });
    state.parts.push(node);
    return true;
  }
  record(state, entry, [node]);
  return true;
}

function readClause(cursor: Cursor, state: State): boolean {
  const entry = clauseAt(cursor, state.table);
  if (entry === undefined) return false;
  const word = cursor.rest;
  const at = cursor.raw?.span;
  if (state.seen.has(entry.key) && at !== undefined) {
    cursor.source.error("E-CLAUSETWICE", at, `The clause '${word}' should not be given more than once.`);
  }
  const nodes = readPart(cursor, entry.part, state.context);
  if (nodes === undefined) return false;
  record(state, entry, nodes);
  return true;
}

function readPositional(cursor: Cursor, state: State): boolean {
  const { positional } = state.table;
  for (let i = state.next; i < positional.length; i++) {
    const entry = positional[i];
    if (entry === undefined) continue;
    if (state.seen.has(entry.key) && state.context.atFinalFlag(cursor)) continue;
    const mark = cursor.mark();
    const nodes = readPart(cursor, entry.part, state.context);
    if (nodes === undefined || (cursor.at <= mark.at && nodes.length === 0)) {
      cursor.reset(mark);
      continue;
    }
    record(state, entry, nodes);
    state.next = isList(entry.part) ? i : i + 1;
    return cursor.lastEnd > mark.at || nodes.length > 0;
  }
  return false;
}

function readOther(cursor: Cursor, state: State): void {
  const kind = cursor.peek()?.kind;
  if (kind === "macro") state.parts.push(macroCall(cursor));
  else if (kind === "open-bracket" && !cursor.source.brackets.stray.has(cursor.tokenIndex)) {
    // Its text takes the place of an argument, whatever the command.
    state.parts.push(subsearchTerm(cursor, "argument"));
  } else if (kind === "comma") cursor.eat();
  else {
    const at = cursor.tokenIndex;
    const { span } = piece(cursor);
    if (kind === "open-bracket" || kind === "close-bracket" || kind === "unknown") {
      if (cursor.source.brackets.stray.has(at) || kind === "unknown") return;
    }
    state.unexpected.push({ kind: "unexpected", span });
    reportUnexpected(cursor, span, state.command, state.table);
  }
}

function record(state: State, { key, part }: Entry, nodes: readonly ArgNode[]): void {
  state.seen.add(key);
  for (const node of nodes) {
    state.parts.push(node);
    if (node.kind === "missing") continue;
    if (!isList(part)) state.args[key] ??= node;
    else if (node.kind !== "macro-call" && (node.kind !== "subsearch" || part.kind === "subsearches")) {
      const list = state.args[key];
      if (Array.isArray(list)) list.push(node);
      else state.args[key] = [node];
    }
  }
}

function reportMissing(cursor: Cursor, state: State): void {
  const kinds = new Set(state.parts.map(({ kind }) => kind));
  // A macro may stand for any argument, and so may a subsearch where the grammar has none.
  if (state.unexpected.length > 0 || kinds.has("missing") || kinds.has("macro-call")) return;
  if (kinds.has("subsearch") && !state.table.entries.some(({ part }) => part.kind === "subsearches")) return;
  const lacking = state.table.entries.find(({ key, part }) => part.required === true && !state.seen.has(key));
  if (lacking !== undefined) state.parts.push(reportRequired(cursor, lacking.part, state.command));
}
