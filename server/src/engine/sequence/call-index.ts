import type { Call, ProcessStart } from "./step.ts";

/** Calls that are looked at for one process: more earlier ones than this lie beyond what anybody would read. */
const EARLIER = 1000;
const LATER = 20;
/** Seconds in which later calls are named, with the reason that they came too late to be the cause. */
const LATER_SECONDS = 60;

/** By time; of equal times by what the calls say, so that the order of samples does not matter. */
export function compareCalls(a: Call, b: Call): number {
  const said = a.time - b.time || compareTexts(a.uid, b.uid) || compareTexts(clientKey(a.client), clientKey(b.client));
  return said || a.at.sample - b.at.sample || a.at.line - b.at.line;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The calls of a run by time, and by the client's address and port. */
export class CallIndex {
  readonly #calls: readonly Call[];
  readonly #byClient = new Map<string, Call[]>();
  readonly #longest: number;

  constructor(calls: readonly Call[]) {
    this.#calls = [...calls].sort(compareCalls);
    let longest = 0;
    for (const call of this.#calls) {
      const key = clientKey(call.client);
      const known = this.#byClient.get(key);
      if (known === undefined) this.#byClient.set(key, [call]);
      else known.push(call);
      longest = Math.max(longest, (call.responseTime ?? call.time) - call.time);
    }
    this.#longest = longest;
  }

  /**
   * The calls that may be behind a process, by time: those whose window or answer reaches it, those from the clients given,
   * the last one before it and some that follow. `cut` when there were more than are looked at.
   */
  around(
    { time }: ProcessStart,
    clients: readonly Call["client"][],
    { within, skew }: { readonly within: number; readonly skew: number },
  ): { readonly calls: readonly Call[]; readonly cut: boolean } {
    const found = new Set<Call>();
    const from = time - Math.max(within, this.#longest) - skew - 1e-6;
    const middle = this.#firstAfter(time);
    let cut = false;
    for (let i = middle - 1; i >= 0; i--) {
      const call = this.#calls[i];
      if (call === undefined || (call.time < from && i < middle - 1)) break;
      cut = found.size >= EARLIER;
      if (cut) break;
      found.add(call);
    }
    for (const call of this.#calls.slice(middle, middle + LATER))
      if (call.time <= time + skew + LATER_SECONDS) found.add(call);
    for (const client of clients)
      for (const call of (this.#byClient.get(clientKey(client)) ?? []).slice(-EARLIER)) found.add(call);
    return { calls: [...found].sort(compareCalls), cut };
  }

  /** The index of the first call later than a time. */
  #firstAfter(time: number): number {
    let low = 0;
    let high = this.#calls.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#calls[middle]?.time ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function clientKey({ address, port }: Call["client"]): string {
  return `${address} ${port}`;
}
