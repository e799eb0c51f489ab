import { statSync } from "node:fs";
import type { ValueCounts } from "#engine/value-counts.ts";
import type { JobSample } from "../run/job.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";

/** How many analytics are remembered with what they ran on. */
const MOST = 50;

/** What the samples hold that analytics were last run on. Only samples of a run that was asked for are read. */
export class SampleValues {
  readonly #worker: RunWorker;
  readonly #session: Session;
  readonly #known = new Map<string, { readonly key: string; readonly counts: Promise<ValueCounts | undefined> }>();
  readonly #counted = new Map<string, ValueCounts>();

  constructor(worker: RunWorker, session: Session) {
    this.#worker = worker;
    this.#session = session;
  }

  /** Reads the samples that an analytic ran on, unless it ran on the same ones before. */
  learn(uri: string, analytic: string, samples: readonly JobSample[]): void {
    const { engine } = this.#session.settings;
    const key = JSON.stringify([
      samples.map((sample) => [sample, stampOf(sample.path)]),
      engine.windowsProfile,
      engine.timeZone,
    ]);
    const place = `${uri}#${analytic}`;
    if (this.#known.get(place)?.key === key) return;
    const same = [...this.#known.values()].find((one) => one.key === key)?.counts;
    const counts =
      same ?? this.#worker.values({ samples, settings: engine }, new AbortController().signal).catch(() => undefined);
    this.#known.delete(place);
    this.#known.set(place, { key, counts });
    for (const [oldest] of this.#known) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(oldest);
      this.#counted.delete(oldest);
    }
    void counts.then((found) => {
      if (this.#known.get(place)?.key !== key) return;
      if (found === undefined) this.#known.delete(place);
      else this.#counted.set(place, found);
    });
  }

  /** What was counted for an analytic; undefined before it ran, and until its samples are read. */
  of(uri: string, analytic: string): ValueCounts | undefined {
    return this.#counted.get(`${uri}#${analytic}`);
  }
}

/** Differs when a file has changed; undefined for a folder's pattern and a file that is gone. */
function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.mtimeMs}/${found.size}`;
}
