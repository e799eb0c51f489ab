import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { Batch } from "#events/batch.ts";
import { lineageOf } from "#events/lineage.ts";
import { DEFAULT_LIMITS, type Limits } from "#runtime/limits.ts";
import type { RunContext, RunProblem } from "#runtime/run-context.ts";
import type { Settings } from "#runtime/settings.ts";
import type { CompiledSearch } from "./compile/spl.ts";
import { EventQueue } from "./event-queue.ts";
import { MatchedEvents } from "./matched-events.ts";
import type { ReadProblem } from "./readers/reader.ts";
import type { ResultRow, RunEvent, RunSummary } from "./run-event.ts";
import { type Gunzip, type SampleInput, sampleRows, totalSize } from "./samples.ts";
import { seededRandom } from "./seeded-random.ts";

/** How a search is run. */
export interface RunOptions {
  readonly signal: AbortSignal;
  readonly settings: Settings;
  /** Epoch seconds; what now() gives during the whole run. */
  readonly now: number;
  readonly limits?: Limits;
  /** Seed of random(); 0 unless given, so that a run can be repeated. */
  readonly seed?: number;
  /** Count every clause by itself, also where an earlier one has decided a row. */
  readonly everyClause?: boolean;
  /** Milliseconds of a clock that never goes back. Progress is told at most ten times a second by it. */
  clock(): number;
  /** Unpacks samples that are gzip files; without it they cannot be read. */
  readonly gunzip?: Gunzip;
  /** Names of RPC interfaces and procedures, for events of captures. */
  readonly rpc?: (() => RpcInterfaces) | undefined;
  /** Lets the host's event loop turn, so that a cancellation arrives; called about 20 times a second. */
  breathe?(): Promise<void>;
}

/** Problems of reading that are told one by one; those beyond are only counted. */
const UNREAD_BOUND = 1000;
const PROGRESS_MS = 100;
const BREATHE_MS = 50;

/**
 * Runs a compiled search over samples. Tells rows as they come, progress, and what could not be read; the last event is the
 * summary. A run that is cancelled ends without one. Failures of a source reject.
 */
export async function* runSearch(
  search: CompiledSearch,
  samples: readonly SampleInput[],
  options: RunOptions,
): AsyncGenerator<RunEvent> {
  const run = new Run(search, samples, options);
  const work = run.work();
  try {
    yield* run.queue.values();
  } finally {
    run.stop();
    await work;
  }
}

/** One run at work. */
class Run {
  readonly queue = new EventQueue<RunEvent>();
  readonly #search: CompiledSearch;
  readonly #samples: readonly SampleInput[];
  readonly #options: RunOptions;
  readonly #matched: MatchedEvents;
  readonly #said = new Set<string>();
  /** For each sample the end of the last thing reported as unread: later passes over it report only what lies behind. */
  readonly #unreadUpTo: number[] = [];
  #stopped = false;
  #unread = 0;
  #events = 0;
  #rows = 0;
  #lastProgress = 0;
  #lastBreath = 0;

  constructor(search: CompiledSearch, samples: readonly SampleInput[], options: RunOptions) {
    this.#search = search;
    this.#samples = samples;
    this.#options = options;
    this.#matched = new MatchedEvents(samples.length);
  }

  /** Nobody listens any more. */
  stop(): void {
    this.#stopped = true;
    this.queue.close();
  }

  async work(): Promise<void> {
    try {
      const stageRows = new Uint32Array(2 * this.#search.stages.length);
      const context = this.#context(stageRows);
      await this.#deliverAll(context);
      const summary = this.#summary(stageRows, context.clauseHits);
      this.queue.offer({ kind: "summary", summary });
      this.queue.close();
    } catch (error) {
      const cancelled = this.#stopped || this.#options.signal.aborted;
      this.queue.close(cancelled ? undefined : { error });
    }
  }

  /** A text or list that grows beyond what JavaScript can hold ends the run: that is said, and no failure of ours. */
  async #deliverAll(context: RunContext): Promise<void> {
    try {
      for await (const batch of this.#search.run(context, context.limits.resultRows)) {
        context.signal.throwIfAborted();
        await this.#deliver(batch, context.limits);
      }
    } catch (error) {
      if (!(error instanceof RangeError) || !/^Invalid (?:string|array) length/.test(error.message)) throw error;
      const message =
        "A text or a list of values became too long to be held (some 500 million characters): the run ended there.";
      this.#say({ code: "limit-value-length", severity: "error", message });
    }
  }

  #summary(stageRows: Uint32Array, hits: Uint32Array): RunSummary {
    const { stages, clauses } = this.#search;
    return {
      events: this.#events,
      rows: this.#rows,
      stages: stages.map(({ command, span: { start, end } }, i) => {
        return { command, start, end, in: stageRows[2 * i] ?? 0, out: stageRows[2 * i + 1] ?? 0 };
      }),
      clauses: clauses.map(({ id, span: { start, end }, stage }) => {
        return { id, start, end, stage, hits: hits[id] ?? 0, reached: stageRows[2 * stage] ?? 0 };
      }),
      matched: this.#matched.summary(),
      unread: this.#unread,
    };
  }

  async #deliver(batch: Batch, limits: Limits): Promise<void> {
    const room = limits.resultRows - this.#rows;
    this.#rows += batch.length;
    const rows: ResultRow[] = [];
    for (const [i, row] of batch.entries()) {
      const lineage = lineageOf(row);
      const role = row.lineage === null && row.event !== null ? "matched" : "contributed";
      this.#matched.add(lineage, role);
      if (i < room) rows.push({ fields: [...row.entries()], lineage, role });
    }
    if (rows.length < batch.length) {
      const message = `The first ${limits.resultRows} rows are kept; the others are counted.`;
      this.#say({ code: "limit-result-rows", severity: "warning", message });
    }
    if (rows.length > 0) await this.queue.push({ kind: "rows", rows });
  }

  #context(stageRows: Uint32Array): RunContext {
    const { settings, now, limits, seed, everyClause } = this.#options;
    return {
      signal: this.#signal(),
      limits: limits ?? DEFAULT_LIMITS,
      settings,
      now,
      clauseHits: new Uint32Array(this.#search.clauses.length),
      stageRows,
      ...(everyClause === true ? { everyClause } : {}),
      events: () => this.#read(),
      problem: (problem) => this.#say(problem),
      random: seededRandom(seed ?? 0),
    };
  }

  /** Aborted when the caller says so or nobody listens. */
  #signal(): AbortSignal {
    const { signal } = this.#options;
    const stopped = (): boolean => this.#stopped;
    return {
      get aborted() {
        return signal.aborted || stopped();
      },
      get reason() {
        return signal.reason;
      },
      throwIfAborted() {
        signal.throwIfAborted();
        if (stopped()) throw new Error("The run was stopped.");
      },
    };
  }

  async *#read(): AsyncGenerator<Batch> {
    const total = totalSize(this.#samples);
    const observer = {
      signal: this.#signal(),
      gunzip: this.#options.gunzip,
      now: this.#options.now,
      rpc: this.#options.rpc,
      progress: (bytes: number, events: number) => {
        this.#events = Math.max(this.#events, events);
        this.#progress(bytes, total);
      },
      unread: (sample: number, problem: ReadProblem) => this.#cannotRead(sample, problem),
    };
    for await (const batch of sampleRows(this.#samples, this.#options.settings, observer)) {
      yield batch;
      await this.#breathe();
    }
  }

  async #breathe(): Promise<void> {
    const { breathe, clock } = this.#options;
    if (breathe === undefined || clock() - this.#lastBreath < BREATHE_MS) return;
    await breathe();
    this.#lastBreath = clock();
  }

  #progress(bytes: number, total: number | undefined): void {
    const time = this.#options.clock();
    if (time - this.#lastProgress < PROGRESS_MS) return;
    this.#lastProgress = time;
    this.queue.offer({ kind: "progress", bytes, total, events: this.#events, rows: this.#rows });
  }

  #cannotRead(sample: number, problem: ReadProblem): void {
    if (problem.end <= (this.#unreadUpTo[sample] ?? -1)) return;
    this.#unreadUpTo[sample] = problem.end;
    this.#unread++;
    if (this.#unread <= UNREAD_BOUND) this.queue.offer({ kind: "unread", sample, problem });
  }

  #say(problem: RunProblem): void {
    const key = `${problem.code} ${problem.span?.start ?? ""} ${problem.span?.end ?? ""} ${problem.message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.queue.offer({ kind: "problem", problem });
  }
}
