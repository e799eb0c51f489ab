import { ALL_TIME, type TimeRange } from "#events/time-range.ts";
import { timeZone } from "#events/time-zone.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Pipeline } from "#syntax/spl/ast.ts";
import { boundsOf, timesOf } from "./search-time.ts";

/**
 * The time range that the time terms of a pipeline's first command ask for (SPL reference 1.6). Terms that stand in a branch of OR
 * restrict that branch only, and say nothing of the whole.
 */
export function searchRange({ stages }: Pipeline, run: RunContext): TimeRange {
  const group = (stages[0]?.parts ?? []).flatMap(timesOf);
  if (group.length === 0) return ALL_TIME;
  const zone = timeZone(run.settings.timeZone);
  let { earliest, latest } = ALL_TIME;
  for (const term of group) {
    const bounds = boundsOf(term, group, run, zone);
    if ("message" in bounds) continue;
    for (const { field, relation, time } of bounds) {
      if (field !== "_time") continue;
      if (relation.startsWith(">") && (earliest === null || time > earliest)) earliest = time;
      if (relation.startsWith("<") && (latest === null || time < latest)) latest = time;
    }
  }
  return { earliest, latest };
}
