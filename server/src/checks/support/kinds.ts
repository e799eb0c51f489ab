import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { EventKind, EventKinds } from "#events/field-set.ts";
import type { Comparison } from "#semantics/spl/comparison.ts";
import { type Condition, searchCondition } from "#semantics/spl/condition.ts";
import { EVENT_ID_FIELDS, judgeKind } from "#semantics/spl/judge-kind.ts";
import type { Pipeline } from "#syntax/spl/ast.ts";
import type { CheckContext, ReportBuilder } from "../define.ts";
import { conditionsOf } from "./situation.ts";

/** A channel as experts call it: "Sysmon", "WMI-Activity", "Security". */
export function channelName(channel: string): string {
  return channel.replace(/^Microsoft-Windows-/, "").replace(/\/Operational$/, "");
}

/** "Security 4688". */
export function kindName(kind: EventKind): string {
  return `${channelName(kind.channel)} ${kind.id}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[], word = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}

/** The kinds in words: each while they are few, else channels with counts. */
export function describeKinds(kinds: readonly EventKind[]): string {
  if (kinds.length <= 6) {
    return listed(
      byChannel(kinds).map(([channel, some]) => `${channelName(channel)} ${listed(some.map(({ id }) => String(id)))}`),
    );
  }
  return listed(byChannel(kinds).map(([channel, some]) => `${channelName(channel)} (${some.length} event ids)`));
}

function byChannel(kinds: readonly EventKind[]): readonly (readonly [string, readonly EventKind[]])[] {
  const channels = new Set(kinds.map((kind) => kind.channel));
  return [...channels].map((channel) => [channel, kinds.filter((kind) => kind.channel === channel)] as const);
}

/** The closed list of kinds, or undefined when anything may come or nothing can. */
export function closedKinds(kinds: EventKinds): readonly EventKind[] | undefined {
  return kinds.open || kinds.kinds.length === 0 ? undefined : kinds.kinds;
}

/** The comparisons of a condition that count as they stand, not under NOT. */
export function positiveComparisons(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.items.flatMap(positiveComparisons);
    case "compare":
      return condition.comparison.negated ? [] : [condition.comparison];
    default:
      return [];
  }
}

const CHANNEL_FIELDS: ReadonlySet<string> = new Set(["source", "sourcetype", "Channel", "LogName"]);

/** Where the first stages of a pipeline admit a kind of event: the condition on its id, else on its channel. */
function admittedAt(catalog: Catalog, pipeline: Pipeline, kind: EventKind): Span | undefined {
  const all = pipeline.stages.flatMap(conditionsOf).flatMap(positiveComparisons);
  const admits = ({ node }: Comparison) =>
    (node.kind === "search-compare" || node.kind === "search-in") &&
    judgeKind(catalog, searchCondition(node), kind) !== "never";
  const byId = all.filter((comparison) => EVENT_ID_FIELDS.has(comparison.field) && admits(comparison));
  const byChannel = all.filter((comparison) => CHANNEL_FIELDS.has(comparison.field) && admits(comparison));
  return (byId.at(-1) ?? byChannel.at(-1))?.span;
}

/** At most this many kinds are told one by one. */
const TOLD = 4;

/** Adds a fact for each kind: what `say` tells of it, at the condition that admits it. */
export function addKindFacts(
  report: ReportBuilder,
  ctx: CheckContext,
  kinds: readonly EventKind[],
  say: (kind: EventKind) => string,
  pipeline = ctx.pipeline,
): void {
  for (const kind of kinds.slice(0, TOLD)) report.fact(say(kind), admittedAt(ctx.catalog, pipeline, kind));
  if (kinds.length > TOLD) report.fact(`The same holds for ${kinds.length - TOLD} more kinds of event.`);
}
