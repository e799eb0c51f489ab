import type { Span } from "#base/span.ts";
import type { SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { Row } from "#events/row.ts";
import type { Dialect } from "#semantics/dialect.ts";
import { clausesIn } from "../compile/condition-tree.ts";
import type { CompiledSearch, CompiledSearchStage } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { type Asked, askEvents, rowWisePrefix } from "./ask.ts";
import { type Fate, followEvent } from "./follow.ts";
import { plainLoss, rowText, toldLoss } from "./loss.ts";
import type { Reason } from "./reason.ts";
import { conditionVerdict, type ExplainedCondition, type PlacedReason } from "./verdict.ts";

/** How an event fared at a stage. */
export interface StageVerdict {
  readonly stage: number;
  readonly command: string;
  readonly span: Span;
  /** `unknown`: what the stage made of the event cannot be followed; `unreached`: it was lost before. */
  readonly outcome: "passed" | "dropped" | "unknown" | "unreached";
  readonly condition?: ExplainedCondition;
  /** Why a stage that is no filter lost the event. */
  readonly message?: string;
}

/** An event of a run's samples, by its number or by a zero-based line of the sample's text that it stands on. */
export type EventPlace =
  | { readonly sample: number; readonly ordinal: number }
  | { readonly sample: number; readonly line: number };

/** Why an event is, or is not, behind a result row. */
export interface WhyNot {
  readonly origin: Origin;
  readonly verdict: "matched" | "dropped" | "unknown";
  /** Index of the stage that loses the event. */
  readonly lostAt: number | undefined;
  readonly stages: readonly StageVerdict[];
  /** Everything that keeps the event out, over all filters: first that of the stage which loses it. */
  readonly reasons: readonly (Reason & { readonly span: Span; readonly stage: number })[];
}

/**
 * Explains why one event of the samples is no result: asks every clause of every filter up to the first command that makes
 * new rows, names the fewest clauses that would have to change, and where no filter there keeps it out follows the event
 * through the rows that it went into. Null when the sample has no such event. Rejects when cancelled.
 */
export async function whyNot(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  at: EventPlace,
  dialect: Dialect,
  options: RunOptions,
): Promise<WhyNot | null> {
  const prefix = rowWisePrefix(search, dialect);
  const found: Asked[] = [];
  await askEvents(
    search,
    prefix,
    samples,
    options,
    (event) => isAt(event, at),
    (asked) => found.push(asked),
  );
  const asked = found.at(-1);
  if (asked === undefined) return null;
  const filters = search.stages
    .slice(0, Math.max(1, prefix))
    .map((stage, index) => filterVerdict(stage, index, search.text, asked, options));
  const { origin } = asked.event;
  if (filters.some(({ outcome }) => outcome === "dropped")) {
    const later = search.stages.slice(filters.length).map(
      ({ command, span }, index): StageVerdict => ({
        stage: filters.length + index,
        command,
        span,
        outcome: "unreached",
      }),
    );
    return answer(origin, [...behindLoss(filters), ...later], filters.flatMap(placedReasons));
  }
  const fate = await followEvent(search, samples, origin, options);
  const stages = await Promise.all(
    search.stages.map((stage, index) =>
      followedVerdict(
        { search, samples, options, fate, asked: asked.row },
        stage,
        index,
        prefix === 0 ? undefined : filters[index],
      ),
    ),
  );
  return answer(origin, stages, stages.flatMap(placedReasons));
}

type ReasonedVerdict = StageVerdict & { readonly reasons: readonly PlacedReason[] };

function isAt(event: SampleEvent, at: EventPlace): boolean {
  const { sample, ordinal, line } = event.origin;
  if (sample !== at.sample) return false;
  if ("ordinal" in at) return ordinal === at.ordinal;
  if (line > at.line) return false;
  return line === at.line || line + (event.raw().match(/\r\n|\n|\r/g)?.length ?? 0) >= at.line;
}

function filterVerdict(
  stage: CompiledSearchStage,
  index: number,
  text: string,
  asked: Asked,
  options: RunOptions,
): ReasonedVerdict {
  const { command, span, condition } = stage;
  if (condition === undefined) return { stage: index, command, span, outcome: "passed", reasons: [] };
  if (asked.seen.size === 0) {
    const message = `${command} does not read this event: it is not in the dataset.`;
    const reason = { kind: "not-in-dataset" as const, message, span };
    return { stage: index, command, span, outcome: "dropped", message, reasons: [reason] };
  }
  const seen = {
    traces: asked.seen,
    fields: asked.event.fields,
    noun: "event" as const,
    zone: options.settings.timeZone,
  };
  const { passes, ...explained } = conditionVerdict(condition, text, seen, notOfNull(command, options));
  return { stage: index, command, span, outcome: passes ? "passed" : "dropped", ...explained };
}

/** What NOT makes of a comparison without an answer, by command and setting (SPL reference 2.1, 2.2.2). */
function notOfNull(command: string, { settings }: RunOptions): true | null {
  return (command === "where" || command === "head") && settings.whereNotNull !== "true" ? null : true;
}

interface Followed {
  readonly search: CompiledSearch;
  readonly samples: readonly SampleInput[];
  readonly options: RunOptions;
  readonly fate: Fate;
  readonly asked: Row | undefined;
}

/** How the event fared at a stage in the run itself; `asked` is what its clauses said of the event, where they were asked. */
async function followedVerdict(
  followed: Followed,
  stage: CompiledSearchStage,
  index: number,
  asked: ReasonedVerdict | undefined,
): Promise<ReasonedVerdict> {
  const { command, span, condition } = stage;
  const { fate, options, search } = followed;
  const outcome = fate.outcomes[index] ?? "unreached";
  const row = fate.rows[index];
  if (asked?.condition !== undefined && outcome === "passed") return asked;
  const bare = { stage: index, command, span, outcome, reasons: [] };
  const lost = (message: string): ReasonedVerdict => ({
    ...bare,
    message,
    reasons: [{ kind: "false", message, span }],
  });
  const told = outcome === "dropped" ? await toldLoss(followed, stage, index) : null;
  if (told !== null) return lost(told);
  const asks = condition !== undefined && clausesIn(condition).every((clause) => row?.traces.has(clause));
  if (row !== undefined && condition !== undefined && asks) {
    const noun = row.own ? ("event" as const) : ("row" as const);
    const seen = { traces: row.traces, fields: row.row, noun, zone: options.settings.timeZone };
    const { passes, ...explained } = conditionVerdict(condition, search.text, seen, notOfNull(command, options));
    // A stage can ask conditions that are not all of what it asks: those of the edges of a transaction.
    if (passes === (outcome === "passed")) {
      const made = passes || row.own ? {} : { message: `The event went into the row ${rowText(row.row)}.` };
      return { ...bare, ...explained, ...made };
    }
  }
  return outcome === "dropped" ? lost(plainLoss(followed, stage, index)) : bare;
}

/** Where a filter has lost the event, what came later was not reached; the clauses of later filters are told all the same. */
function behindLoss(filters: readonly ReasonedVerdict[]): readonly ReasonedVerdict[] {
  const lost = filters.findIndex(({ outcome }) => outcome === "dropped");
  return filters.map((verdict, index) =>
    index > lost && verdict.condition === undefined ? { ...verdict, outcome: "unreached" } : verdict,
  );
}

function placedReasons({ reasons, stage }: ReasonedVerdict): WhyNot["reasons"] {
  return reasons.map((each) => ({ ...each, stage }));
}

function answer(
  origin: Origin,
  verdicts: readonly (StageVerdict | ReasonedVerdict)[],
  reasons: WhyNot["reasons"],
): WhyNot {
  const stages = verdicts.map((verdict): StageVerdict => {
    const { reasons: _own, ...plain } = { reasons: undefined, ...verdict };
    return plain;
  });
  const lost = stages.findIndex(({ outcome }) => outcome === "dropped");
  const unknown = stages.some(({ outcome }) => outcome === "unknown");
  return {
    origin,
    verdict: lost >= 0 ? "dropped" : unknown ? "unknown" : "matched",
    lostAt: lost < 0 ? undefined : lost,
    stages,
    reasons,
  };
}
