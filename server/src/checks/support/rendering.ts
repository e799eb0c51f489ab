import type { FieldSet } from "#events/field-set.ts";
import type { Condition } from "#semantics/spl/condition.ts";
import { ownField } from "#semantics/spl/event-fields.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import type { CheckContext } from "../define.ts";
import { closedKinds } from "./kinds.ts";
import { conditionsOf } from "./situation.ts";
import { bringsRows, stagesBefore } from "./stages.ts";

type Rendering = "xml" | "classic";

/**
 * Whether Windows events come as XML or as text at the visited node's stage, as far as the filters before it tell by source and
 * sourcetype; undefined when they leave it open, or when a command before brought rows of another search.
 */
export function renderingAt(ctx: CheckContext): Rendering | undefined {
  const before = stagesBefore(ctx.pipeline, ctx.stage);
  if (before.some(bringsRows)) return undefined;
  return first([...before, ctx.stage].flatMap(conditionsOf), (condition) => stated(condition, ctx));
}

function stated(condition: Condition, ctx: CheckContext): Rendering | undefined {
  if (condition.kind === "and") return first(condition.items, (item) => stated(item, ctx));
  if (condition.kind === "or") return shared(condition.items.map((item) => stated(item, ctx)));
  if (condition.kind !== "compare") return undefined;
  const { field, op, negated, partial, values } = condition.comparison;
  if ((field !== "source" && field !== "sourcetype") || negated || partial) return undefined;
  if (op !== "search" && op !== "equals") return undefined;
  return shared(values.map(({ text }) => ctx.catalog.sources.windowsSource(text)?.rendering));
}

function first<T>(items: readonly T[], of: (item: T) => Rendering | undefined): Rendering | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shared(found: readonly (Rendering | undefined)[]): Rendering | undefined {
  const [one] = found;
  return found.every((other) => other === one) ? one : undefined;
}

/**
 * Whether an expression reads a field of the event whose name depends on the rendering: events that come as text have
 * New_Process_Name where those that come as XML have NewProcessName. Nothing depends on it where the events are known to be XML.
 */
export function dependsOnRendering(expr: EvalExpr, ctx: CheckContext, fields: FieldSet): boolean {
  if (renderingAt(ctx) === "xml") return false;
  const names = expressionFields(expr).filter((name) => !fields.written.has(name));
  return (closedKinds(fields.kinds) ?? []).some(({ channel, id }) => {
    const inText = ctx.catalog.fields.classicFields(channel, id);
    if (inText === undefined) return false;
    const events = ctx.catalog.windows.eventsWithId(channel, id);
    return names.some((name) => !inText.includes(name) && events.some((event) => ownField(event, name) !== undefined));
  });
}
