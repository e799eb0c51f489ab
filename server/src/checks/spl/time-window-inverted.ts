import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import { UTC } from "#events/time-zone.ts";
import type { SearchTime, SplNode } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";
import { emptyHere, endsSearch } from "../support/situation.ts";

export const timeWindowInverted = defineCheck({
  id: "spl/time-window-inverted",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The search's time window ends before it begins.",
  why: "The window is from `earliest` up to, not including, `latest`. When latest is not later, no event lies in it.",
  on: "search-and",
  check(node, ctx) {
    const earliest = bound(node.items, "earliest");
    const latest = bound(node.items, "latest");
    if (earliest === undefined || latest === undefined) return;
    const from = timeOf(earliest);
    const to = timeOf(latest);
    if (from === undefined || to === undefined || from < to) return;
    ctx
      .report(latest.span, `latest is not after earliest (${ctx.slice(earliest.span)}), so the window is empty.`)
      .fact("The window begins here.", earliest.span)
      .fact(`No event lies in an empty window, so ${emptyHere(ctx)}.`, latest.span, endsSearch(ctx));
  },
  examples: {
    good: [
      "index=x earliest=-24h latest=now",
      "index=x earliest=-1d@d latest=@d",
      "index=x earliest=0 latest=1700000000",
    ],
    bad: [{ spl: "index=x earliest=-1h «latest=-2h»" }, { spl: "index=x earliest=now «latest=-1d»" }],
  },
});

function bound(items: readonly SplNode[], name: string): SearchTime | undefined {
  return items.find(
    (item): item is SearchTime => item.kind === "search-time" && item.modifier === name && item.op === "=",
  );
}

/** Some moment in the middle of a month, day and hour; both ends are seen from the same one. */
const NOW = 1_700_050_123;

function timeOf({ value }: SearchTime): number | undefined {
  if (value.kind !== "search-value") return undefined;
  if (/^\d+(\.\d+)?$/.test(value.text)) return Number(value.text) > 1 ? Number(value.text) : 0;
  const relative = parseRelativeTime(value.text);
  return relative === null ? undefined : resolveRelativeTime(relative, NOW, UTC);
}
