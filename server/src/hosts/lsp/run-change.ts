import type { ProtocolEvent, RunResult } from "#protocol/requests.ts";

/** Remembers which events were behind the rows of the last run of each analytic, over edits of its rule. */
export class RunChanges {
  readonly #last = new Map<string, Matched>();

  /** The result with what it gained and lost against the run before on the same samples. */
  compared(result: RunResult, samples: readonly string[]): RunResult {
    if (result.status !== "done") return result;
    const key = JSON.stringify([result.uri, result.analytic, samples]);
    const before = this.#last.get(key);
    const now = matchedIn(result);
    // The newest at the end, so that the oldest can go.
    this.#last.delete(key);
    this.#last.set(key, now);
    const [oldest] = this.#last.keys();
    if (this.#last.size > KEPT && oldest !== undefined) this.#last.delete(oldest);
    if (before === undefined || !before.complete || !now.complete) return result;
    return { ...result, change: { gained: without(now, before), lost: without(before, now) } };
  }
}

const KEPT = 100;

interface Matched {
  readonly events: ReadonlyMap<string, ProtocolEvent>;
  readonly complete: boolean;
}

function matchedIn({ logs }: RunResult): Matched {
  const events = new Map<string, ProtocolEvent>();
  for (const { uri, rendered, marks } of logs) {
    for (const { kind, range } of marks) {
      const { line } = range.start;
      if (kind === "event") events.set(`${uri}#${line}`, { uri, line, rendered });
    }
  }
  return { events, complete: logs.every(({ matchedEvents, markedEvents }) => matchedEvents === markedEvents) };
}

function without({ events }: Matched, others: Matched): readonly ProtocolEvent[] {
  return [...events].flatMap(([key, event]) => (others.events.has(key) ? [] : [event]));
}
