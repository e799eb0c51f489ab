import type { EventFact } from "#catalog/event-ids.ts";

/** The events whose id begins as typed, or whose title has words that begin as all the typed ones do. */
export function eventsNamed(events: readonly EventFact[], typed: string): readonly EventFact[] {
  const asked = typed
    .toLowerCase()
    .split(/[^\w]+/)
    .filter((word) => word !== "");
  if (asked.length === 0) return events;
  return events.filter(({ id, title }) => {
    if (asked.length === 1 && String(id).startsWith(asked[0] ?? "")) return true;
    const words = title.toLowerCase().split(/\W+/);
    return asked.every((word) => words.some((one) => one.startsWith(word)));
  });
}
