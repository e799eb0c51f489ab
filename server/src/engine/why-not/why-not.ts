import type { Span } from "#base/span.ts";
import type { SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import { toText } from "#events/value.ts";
import type { Dialect } from "#semantics/dialect.ts";
import type { ConditionTree } from "../compile/condition-tree.ts";
import type { CompiledSearch, CompiledSearchStage } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { type Asked, askEvents, rowWisePrefix } from "./ask.ts";
import { type Blamed, blame, truthOf } from "./blame.ts";
import { type Fate, followEvent } from "./follow.ts";
import { type Reason, reasonOf } from "./reason.ts";

/** A condition as it came out for one event. */
export type ExplainedCondition = {
  readonly kind: ConditionTree["kind"];
  readonly span: Span;
  readonly truth: boolean | null;
  readonly of: readonly ExplainedCondition[];
  /** Of a clause: its number, field, value, and the reason when its answer keeps the event out. */
  readonly clause?: number;
  readonly field?: string;
  readonly value?: string;
  readonly reason?: Reason;
};

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
 * new rows, names the fewest clauses that would have to change, and behind that follows the event through the groups it went
 * into. Null when the sample has no such event. Rejects when cancelled.
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
  const lost = filters.findIndex(({ outcome }) => outcome === "dropped");
  const reasons = filters.flatMap(({ reasons: own, stage }) => own.map((each) => ({ ...each, stage })));
  if (lost >= 0 || prefix === search.stages.length) {
    return answer(search, asked, filters, lost < 0 ? undefined : lost, reasons);
  }
  const fate = await followEvent(search, prefix, samples, asked.event.origin, options);
  return withFate(search, asked, prefix === 0 ? [] : filters, fate, reasons);
}

type FilterVerdict = StageVerdict & { readonly reasons: readonly (Reason & { readonly span: Span })[] };

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
): FilterVerdict {
  const { command, span, condition } = stage;
  if (condition === undefined) return { stage: index, command, span, outcome: "passed", reasons: [] };
  if (asked.seen.size === 0) {
    const message = `${command} does not read this event: it is not in the dataset.`;
    const reason = { kind: "not-in-dataset" as const, message, span };
    return { stage: index, command, span, outcome: "dropped", message, reasons: [reason] };
  }
  const notOfNull = command === "where" && options.settings.whereNotNull !== "true" ? null : true;
  const truth = truthOf(condition, asked.truths, notOfNull);
  const blamed = truth === true ? [] : blame(condition, asked.truths, notOfNull).clauses;
  const explained = explain(text, condition, asked, notOfNull, blamed);
  const reasons = reasonsIn(explained);
  return { stage: index, command, span, outcome: truth === true ? "passed" : "dropped", condition: explained, reasons };
}

function explain(
  text: string,
  tree: ConditionTree,
  asked: Asked,
  notOfNull: true | null,
  blamed: readonly Blamed[],
): ExplainedCondition {
  const { kind, span } = tree;
  const truth = truthOf(tree, asked.truths, notOfNull);
  if (tree.kind !== "clause") {
    return { kind, span, truth, of: tree.of.map((each) => explain(text, each, asked, notOfNull, blamed)) };
  }
  const seen = asked.seen.get(tree.clause);
  const value = toText(seen?.value ?? null);
  const accused = blamed.find(({ clause }) => clause === tree.clause);
  const field = seen?.field ?? null;
  const reason =
    accused === undefined
      ? undefined
      : reasonOf({
          test: tree.test,
          span,
          value: seen?.value ?? null,
          field,
          truth,
          needed: accused.needed,
          fields: asked.event.fields,
          text,
        });
  return {
    kind,
    span,
    truth,
    of: [],
    clause: tree.clause,
    ...(field === null ? {} : { field }),
    ...(value === null ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function reasonsIn(condition: ExplainedCondition): readonly (Reason & { readonly span: Span })[] {
  if (condition.reason !== undefined) return [{ ...condition.reason, span: condition.span }];
  return condition.of.flatMap(reasonsIn);
}

function answer(
  search: CompiledSearch,
  asked: Asked,
  filters: readonly FilterVerdict[],
  lostAt: number | undefined,
  reasons: WhyNot["reasons"],
): WhyNot {
  const stages = search.stages.map(({ command, span }, stage): StageVerdict => {
    const filter = filters[stage];
    if (filter === undefined) return { stage, command, span, outcome: "unreached" };
    const { reasons: _own, ...verdict } = filter;
    return lostAt !== undefined && stage > lostAt && verdict.condition === undefined
      ? { ...verdict, outcome: "unreached" }
      : verdict;
  });
  return { origin: asked.event.origin, verdict: lostAt === undefined ? "matched" : "dropped", lostAt, stages, reasons };
}

function withFate(
  search: CompiledSearch,
  asked: Asked,
  filters: readonly FilterVerdict[],
  fate: Fate,
  reasons: WhyNot["reasons"],
): WhyNot {
  const stages = search.stages.map(({ command, span, groups }, stage): StageVerdict => {
    const filter = filters[stage];
    if (filter !== undefined) {
      const { reasons: _own, ...verdict } = filter;
      return verdict;
    }
    const outcome = fate.outcomes[stage] ?? "unreached";
    if (outcome !== "dropped") return { stage, command, span, outcome };
    return { stage, command, span, outcome, message: lostMessage(command, groups, fate) };
  });
  const lost = stages.findIndex(({ outcome }) => outcome === "dropped");
  const unknown = stages.some(({ outcome }) => outcome === "unknown");
  const lostStage = stages[lost];
  const all =
    lostStage?.message === undefined
      ? reasons
      : [{ kind: "false" as const, message: lostStage.message, span: lostStage.span, stage: lost }, ...reasons];
  return {
    origin: asked.event.origin,
    verdict: lost >= 0 ? "dropped" : unknown ? "unknown" : "matched",
    lostAt: lost < 0 ? undefined : lost,
    stages,
    reasons: all,
  };
}

function lostMessage(command: string, groups: readonly string[], { before }: Fate): string {
  const missing = groups.filter((name) => before?.has(name) === false);
  if (missing.length > 0) {
    const names = missing.map((name) => `\`${name}\``).join(", ");
    return `${command} groups by ${names}, which ${missing.length === 1 ? "is" : "are"} absent in this event: a row without it is in no group.`;
  }
  if (before === undefined) return `${command} does not let the row through that this event went into.`;
  const fields = [...before].slice(0, 8).map(([name, value]) => `${name}=${toText(value)}`);
  return `${command} does not let the row through that this event went into: ${fields.join(", ")}.`;
}
