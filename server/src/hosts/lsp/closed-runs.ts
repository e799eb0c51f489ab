import type { KeptRun } from "./session.ts";

/** Closed documents whose runs are kept at most. */
const MOST = 20;

/** Runs of rules that were closed: a rule that is opened again with the same text has them as before. */
export class ClosedRuns {
  /** The last closed one last. */
  readonly #closed = new Map<string, { readonly text: string; readonly runs: Map<string, KeptRun> }>();

  put(uri: string, text: string, runs: Map<string, KeptRun>): void {
    this.#closed.delete(uri);
    if (runs.size === 0) return;
    this.#closed.set(uri, { text, runs });
    const [oldest] = this.#closed.keys();
    if (this.#closed.size > MOST && oldest !== undefined) this.#closed.delete(oldest);
  }

  /** The runs of a document by analytic, while it is closed. */
  of(uri: string): ReadonlyMap<string, KeptRun> | undefined {
    return this.#closed.get(uri)?.runs;
  }

  /** Gives the runs back to a document that is opened, and forgets them; none when its text is another one. */
  take(uri: string, text: string): Map<string, KeptRun> {
    const kept = this.#closed.get(uri);
    this.#closed.delete(uri);
    return kept?.text === text ? kept.runs : new Map();
  }
}
