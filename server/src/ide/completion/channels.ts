import type { AnalyticCursor } from "../cursor.ts";

/**
 * Channels whose events a search admits: those that follow from its conditions, else those that its text names, since a
 * half-typed condition admits nothing yet. Empty when it says nothing of them.
 */
export function admittedChannels({ analytic, stage, catalog }: AnalyticCursor): readonly string[] {
  const kinds = stage === undefined ? undefined : analytic.flow.after(stage).kinds;
  if (kinds !== undefined && !kinds.open && kinds.kinds.length > 0)
    return [...new Set(kinds.kinds.map(({ channel }) => channel))];
  const { text } = analytic.expanded;
  const named = [...text.matchAll(/(?:Xml)?WinEventLog:([^"\s)]+(?:\s[A-Z]\w+)?)|Channel\s*=\s*"?([^"\s)]+)/g)];
  return [...new Set(named.flatMap((match) => catalog.windows.channel(match[1] ?? match[2] ?? "")?.channel ?? []))];
}
