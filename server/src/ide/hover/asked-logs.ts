import type { Catalog } from "#catalog/catalog.ts";
import { type Condition, searchCondition } from "#semantics/spl/condition.ts";
import { ELSEWHERE, judgeCondition } from "#semantics/spl/judge-kind.ts";
import type { SearchExpr, Stage } from "#syntax/spl/ast.ts";
import type { AnalyticCursor } from "../cursor.ts";

/** What a search says of the logs that it reads, where it leaves open which kinds of event come. */
export interface AskedLogs {
  /** Whether events of a channel can pass. */
  admits(channel: string): boolean;
  /** Nothing but events of Windows passes. */
  readonly windowsOnly: boolean;
  /** The text of the search: it may name a provider. */
  readonly text: string;
}

/** The logs that the first stage of the search around a cursor asks for, and the cursor's own stage when that is a `search`. */
export function askedLogs({ path, stage, analytic, catalog }: AnalyticCursor): AskedLogs {
  const pipeline = path.findLast((node) => node.kind === "pipeline");
  const first = pipeline?.kind === "pipeline" ? pipeline.stages[0] : undefined;
  const conditions = [...new Set([first, stage])].flatMap((one) => conditionOf(one) ?? []);
  return {
    admits: (channel) => {
      const subject = { channel: catalog.windows.channel(channel), id: undefined };
      return conditions.every((one) => judgeCondition(catalog, one, subject, { ignoreIds: true }) !== "never");
    },
    windowsOnly: conditions.some((one) => isOfWindows(one, catalog)),
    text: analytic.expanded.text,
  };
}

function conditionOf(stage: Stage | undefined): Condition | undefined {
  const filter = stage?.command === "search" ? stage.parts[0] : undefined;
  return filter === undefined ? undefined : searchCondition(filter as SearchExpr);
}

/** The event types that Splunk's add-on for Windows makes; their searches ask for logs of Windows alone. */
const EVENT_TYPE_OF_WINDOWS = /^wineventlog_(?:security|system|application|windows)$/i;
const SOURCE_OF_WINDOWS = /^\*?(?:xml)?wineventlog(?::|\*?$)/i;

function isOfWindows(condition: Condition, catalog: Catalog): boolean {
  switch (condition.kind) {
    case "and":
      return condition.items.some((item) => isOfWindows(item, catalog));
    case "or":
      return condition.items.length > 0 && condition.items.every((item) => isOfWindows(item, catalog));
    case "compare": {
      const { field, negated, values } = condition.comparison;
      if (negated) return false;
      if (field === "eventtype") return values.every(({ text }) => EVENT_TYPE_OF_WINDOWS.test(text));
      if (/^source(?:type)?$/.test(field) && values.every(({ text }) => SOURCE_OF_WINDOWS.test(text))) return true;
      return judgeCondition(catalog, condition, ELSEWHERE, { ignoreIds: true }) === "never";
    }
    default:
      return false;
  }
}
