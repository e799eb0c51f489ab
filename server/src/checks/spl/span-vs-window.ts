import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import { parseTimeSpan, spanSeconds } from "#events/time-span.ts";
import { UTC } from "#events/time-zone.ts";
import type { SearchTime } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { MOMENTS } from "../support/moments.ts";
import { optionOf, optionText } from "../support/options.ts";
import { ownNodes } from "../support/stages.ts";

export const spanVsWindow = defineCheck({
  id: "spl/span-vs-window",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "A time span is larger than the search's window.",
  why: "All events fall into one bucket or two, so the grouping by time does nothing.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "bin" && stage.command !== "timechart") return;
    const option = optionOf(stage, "span");
    const text = optionText(stage, "span");
    if (option === undefined || text === undefined) return;
    const span = parseTimeSpan(text);
    const size = span === null ? null : spanSeconds(span);
    const window = windowOf(ctx);
    if (size === null || window === undefined || size <= window) return;
    ctx.report(option.span, `The span is larger than the window of the search (${Math.round(window / 60)} minutes).`);
  },
  examples: {
    good: [
      "index=x earliest=-24h latest=now | bin _time span=1h",
      "index=x earliest=@w1 latest=now | bin _time span=4d",
      "index=x | bin _time span=1d",
    ],
    bad: [{ spl: "index=x earliest=-1h latest=now | bin _time «span=1d»" }],
  },
});

/** The greatest length of the base search's window in seconds, whenever it runs, when both its ends are known relative to now. */
function windowOf(ctx: CheckContext): number | undefined {
  const [base] = ctx.pipeline.stages;
  if (base === undefined) return undefined;
  const terms = ownNodes(base).filter((node): node is SearchTime => node.kind === "search-time");
  const at = (name: string) => {
    const value = terms.find((term) => term.modifier === name)?.value;
    const relative = value?.kind === "search-value" ? parseRelativeTime(value.text) : null;
    return relative === null ? undefined : (now: number) => resolveRelativeTime(relative, now, UTC);
  };
  const earliest = at("earliest");
  if (earliest === undefined) return undefined;
  const latest = terms.some((term) => term.modifier === "latest") ? at("latest") : (now: number) => now;
  return latest === undefined ? undefined : Math.max(...MOMENTS.map((now) => latest(now) - earliest(now)));
}
