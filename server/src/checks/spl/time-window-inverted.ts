import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import { UTC } from "#events/time-zone.ts";
import type { SearchTime, SplNode } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";
import { MOMENTS } from "../support/moments.ts";
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
    // A date beside a time relative to now is before it on some days and behind it on others.
    if (from === undefined || to === undefined || from.fixed !== to.fixed) return;
    if (MOMENTS.some((now) => from.at(now) < to.at(now))) return;
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
      "index=x earliest=1735689600 latest=now",
      "index=x earliest=@w1 latest=@w5",
      "index=x earliest=-1d latest=1700000000",
    ],
    bad: [
      { spl: "index=x earliest=-1h «latest=-2h»" },
      { spl: "index=x earliest=now «latest=-1d»" },
      { spl: "index=x earliest=@q «latest=@y»" },
      { spl: "index=x earliest=1700000000 «latest=1600000000»" },
    ],
  },
});

function bound(items: readonly SplNode[], name: string): SearchTime | undefined {
  return items.find(
    (item): item is SearchTime => item.kind === "search-time" && item.modifier === name && item.op === "=",
  );
}

/** A bound of the window: a date, or a time that depends on when the search runs. */
interface Bound {
  readonly fixed: boolean;
  at(now: number): number;
}

function timeOf({ value }: SearchTime): Bound | undefined {
  if (value.kind !== "search-value") return undefined;
  if (/^\d+(\.\d+)?$/.test(value.text)) {
    const moment = Number(value.text) > 1 ? Number(value.text) : 0;
    return { fixed: true, at: () => moment };
  }
  const relative = parseRelativeTime(value.text);
  return relative === null ? undefined : { fixed: false, at: (now) => resolveRelativeTime(relative, now, UTC) };
}
