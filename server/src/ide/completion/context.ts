import type { Span } from "#base/span.ts";
import type { ValueCounts } from "#engine/value-counts.ts";
import type { FieldSet } from "#events/field-set.ts";
import type { Option, Stage } from "#syntax/spl/ast.ts";
import { type AnalyticCursor, fieldsBefore } from "../cursor.ts";
import { type Behind, scanBehind } from "./behind.ts";
import { admittedChannels } from "./channels.ts";
import { halfTyped } from "./half-typed.ts";
import { type Mentions, NO_MENTIONS } from "./mentions.ts";
import { namedAt } from "./named-place.ts";
import { classify, type Place, startsStage } from "./place.ts";
import { type Clues, type Rate, type RatedKind, ratingBy, spotOf } from "./rating.ts";
import { type StageScan, scanStage } from "./stage-scan.ts";

/** The place of a cursor with what is typed there already. */
export interface CompletionContext {
  readonly place: Place;
  readonly cursor: AnalyticCursor;
  readonly stage: Stage | undefined;
  /** The typed text, in the expanded text: from its start to the cursor. */
  readonly span: Span;
  readonly typed: string;
  /** For `value`: the field compared with. */
  readonly field: string | undefined;
  readonly option: Option | undefined;
  /** For `value`: the comparison is one of an eval expression, so fields and functions fit too. */
  readonly inEval: boolean;
  /** The cursor stands inside double quotes. */
  readonly quoted: boolean;
  /** The fields that rows have here. */
  readonly fields: FieldSet | undefined;
  /** What the command says in front of the place. */
  readonly scan: StageScan;
  /** For `value`: the channels whose events the search admits, or names; empty when it says nothing of them. */
  readonly channels: readonly string[];
  /** The text behind the place, its start. */
  readonly follows: string;
  /** What the command says behind the place. */
  readonly behind: Behind;
  readonly mentions: Mentions;
  /** What the samples hold that the analytic ran on. */
  readonly seen: ValueCounts | undefined;
  /** The rank of an item by its clues here. */
  rate(kind: RatedKind, clues: Clues): number;
}

/** Classifies the place of a cursor; undefined inside a macro call's arguments or a comment. */
export function completionContext(
  cursor: AnalyticCursor,
  mentions: Mentions = NO_MENTIONS,
  seen?: ValueCounts,
  rate: Rate = ratingBy(cursor.catalog.usage),
): CompletionContext | undefined {
  const text = cursor.analytic.expanded.text;
  if (cursor.expanded === undefined) return macroContext(cursor, mentions, seen);
  const at = cursor.expanded;
  // A scalar drops the space at the end of its line: what is in front of it is not being typed any more.
  const space = cursor.spaced ? " " : "";
  const line = text.slice(Math.max(0, at - 2000), at) + space;
  const stageText = text.slice(cursor.stage?.span.start ?? 0, at) + space;
  const { text: typed, quote, comment } = halfTyped(stageText);
  if (comment) return undefined;
  const quoted = quote !== "";
  const scan = scanStage(text.slice(argumentsStart(cursor.stage), at - typed.length) + space);
  const base = {
    cursor,
    stage: cursor.stage,
    span: { start: at - typed.length, end: at },
    typed,
    field: undefined,
    option: undefined,
    inEval: false,
    quoted,
    fields: fieldsBefore(cursor),
    scan,
    channels: [],
    follows: text.slice(at, at + 80),
    behind: scanBehind(text.slice(at), scan.depth),
    mentions,
    seen,
    rate: () => 0,
  };
  if (/`[\w-]*$/.test(line) && !quoted) {
    const name = /(?<![\w-])[\w-]*$/.exec(line)?.[0] ?? "";
    return { ...base, place: "macro", typed: name, span: { start: at - name.length, end: at } };
  }
  const before = text.slice(0, at - typed.length) + (typed === "" ? space : "");
  if (!quoted && startsStage(before)) return { ...base, place: "command" };
  const named = namedAt(cursor, before, typed);
  if (named !== undefined) return { ...base, ...named };
  const classified = quote === "'" ? ({ place: "field" } as const) : classify(cursor, before, base.stage, base.scan);
  const channels = classified.place === "value" ? admittedChannels(cursor) : [];
  const spot = spotOf({ ...base, ...classified });
  return { ...base, ...classified, channels, rate: (kind, clues) => rate(kind, clues, spot) };
}

/** Where the arguments of a command start in the expanded text. */
function argumentsStart(stage: Stage | undefined): number {
  return stage?.nameSpan?.end ?? stage?.span.start ?? 0;
}

function macroContext(
  cursor: AnalyticCursor,
  mentions: Mentions,
  seen: ValueCounts | undefined,
): CompletionContext | undefined {
  const { macro, written, analytic } = cursor;
  if (macro === undefined || written > macro.nameSpan.end) return undefined;
  const typed = analytic.written.text.slice(macro.nameSpan.start, written);
  const span = { start: macro.nameSpan.start, end: written };
  return {
    place: "macro",
    cursor,
    stage: undefined,
    span,
    typed,
    field: undefined,
    option: undefined,
    inEval: false,
    quoted: false,
    fields: undefined,
    scan: scanStage(analytic.written.text.slice(writtenStageStart(analytic.written.text, span.start), span.start - 1)),
    channels: [],
    follows: "",
    behind: scanBehind("", 0),
    mentions,
    seen,
    rate: () => 0,
  };
}

/** Where the arguments of the command around a macro's call start in the written text. */
function writtenStageStart(text: string, before: number): number {
  const pipe = Math.max(text.lastIndexOf("|", before - 1), text.lastIndexOf("[", before - 1)) + 1;
  return pipe + (/^\s*\w+\b/.exec(text.slice(pipe, before))?.[0].length ?? 0);
}
