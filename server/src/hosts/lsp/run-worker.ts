import { Worker } from "node:worker_threads";
import type { ValueCounts } from "#engine/value-counts.ts";
import type { CaptureAnswer, CaptureQuestion } from "../run/capture-views.ts";
import type { ValuesJob } from "../run/count-values.ts";
import type { SequenceJob, SequenceOutcome } from "../run/find-pairs.ts";
import type { JobOutcome, JobProgress, RunJob } from "../run/job.ts";
import type { LearnJob, LearnOutcome } from "../run/learn.ts";
import type { Answer, Question } from "../run/question.ts";
import type { PageText, TextPage } from "../run/sample-text.ts";
import type { FromWorker, ToWorker } from "../worker/messages.ts";

/** How long a cancelled run may take to stop by itself before its thread is ended. */
const GRACE_MS = 100;

/** What the worker answers with. */
type Given = JobOutcome | Answer | PageText | CaptureAnswer | SequenceOutcome | ValueCounts | LearnOutcome;

interface Waiting {
  /** The thread that has the job: when it ends, those of a later one go on. */
  readonly worker: Worker;
  readonly progress: (progress: JobProgress) => void;
  readonly done: (given: Given | undefined) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Runs jobs in a thread of its own, one at a time. A cancelled job that does not stop (a regular expression that never
 * returns) is ended with its thread; the next job gets a new one.
 */
export class RunWorker {
  readonly #program: string;
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #last = 0;

  /** `program` is the worker's bundle. */
  constructor(program: string) {
    this.#program = program;
  }

  /** Starts the thread, so that the first run need not wait for it. */
  prepare(): void {
    this.#start();
  }

  /** The outcome; undefined when the job was cancelled. Rejects when the worker broke down. */
  async run(
    job: RunJob,
    progress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<JobOutcome | undefined> {
    const given = await this.#ask((id) => ({ kind: "run", id, job }), progress, signal);
    return given as JobOutcome | undefined; // The worker answers a run with its outcome.
  }

  /** The answer to a question about an analytic; undefined when it was cancelled. */
  async ask(job: RunJob, question: Question, signal: AbortSignal): Promise<Answer | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "ask", id, job, question }),
      () => undefined,
      signal,
    );
    return given as Answer | undefined; // The worker answers a question with an answer.
  }

  /** A page of a sample's text rendering; undefined when it was cancelled. */
  async text(page: TextPage, signal: AbortSignal): Promise<PageText | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "text", id, page }),
      () => undefined,
      signal,
    );
    return given as PageText | undefined; // The worker answers a page with a page.
  }

  /** The answer to a question about a capture; undefined when it was cancelled. */
  async capture<K extends CaptureAnswer["kind"]>(
    question: Extract<CaptureQuestion, { kind: K }>,
    signal: AbortSignal,
  ): Promise<Extract<CaptureAnswer, { kind: K }> | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "capture", id, question }),
      () => undefined,
      signal,
    );
    return given as Extract<CaptureAnswer, { kind: K }> | undefined; // The worker answers in the question's kind.
  }

  /** The calls and the processes that they started; undefined when it was cancelled. */
  async sequence(job: SequenceJob, signal: AbortSignal): Promise<SequenceOutcome | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "sequence", id, job }),
      () => undefined,
      signal,
    );
    return given as SequenceOutcome | undefined; // The worker answers a search with its outcome.
  }

  /** The values of the fields of samples; undefined when it was cancelled. */
  async values(job: ValuesJob, signal: AbortSignal): Promise<ValueCounts | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "values", id, job }),
      () => undefined,
      signal,
    );
    return given as ValueCounts | undefined; // The worker answers it with counts.
  }

  /** What samples hold that the catalog does not know; undefined when it was cancelled. */
  async learn(job: LearnJob, signal: AbortSignal): Promise<LearnOutcome | undefined> {
    const given = await this.#ask(
      (id) => ({ kind: "learn", id, job }),
      () => undefined,
      signal,
    );
    return given as LearnOutcome | undefined; // The worker answers it with what it learned.
  }

  #ask(
    message: (id: number) => ToWorker,
    progress: (progress: JobProgress) => void,
    signal: AbortSignal,
  ): Promise<Given | undefined> {
    this.#last += 1;
    const id = this.#last;
    const worker = this.#start();
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        this.#send(worker, { kind: "cancel", id });
        timer = setTimeout(() => {
          if (!this.#waiting.has(id)) return;
          // Nobody has to wait until the thread is gone.
          this.#broken(worker, undefined);
          void this.#end(worker);
        }, GRACE_MS);
      };
      const settle =
        <T>(act: (value: T) => void) =>
        (value: T): void => {
          this.#waiting.delete(id);
          clearTimeout(timer);
          signal.removeEventListener("abort", cancel);
          act(value);
        };
      this.#waiting.set(id, { worker, progress, done: settle(resolve), failed: settle(reject) });
      this.#send(worker, message(id));
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel, { once: true });
    });
  }

  /** Ends the thread, which first removes its temporary files. */
  async dispose(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    this.#send(worker, { kind: "end" });
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
    await this.#end(worker);
  }

  #send(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#program);
    worker.unref();
    worker.on("message", (message: FromWorker) => {
      const waiting = this.#waiting.get(message.id);
      if (waiting === undefined) return;
      if (message.kind === "progress") waiting.progress(message.progress);
      else if (message.kind === "done") waiting.done(message.outcome);
      else if (message.kind === "answered") waiting.done(message.answer);
      else if (message.kind === "page") waiting.done(message.page);
      else if (message.kind === "captured") waiting.done(message.captured);
      else if (message.kind === "paired") waiting.done(message.paired);
      else if (message.kind === "counted") waiting.done(message.counted);
      else if (message.kind === "learned") waiting.done(message.learned);
      else if (message.kind === "cancelled") waiting.done(undefined);
      else waiting.failed(new Error(message.message));
    });
    worker.on("error", (error) => this.#broken(worker, outOfMemory(error) ?? error));
    worker.on("exit", () => this.#broken(worker, undefined));
    this.#worker = worker;
    return worker;
  }

  #broken(worker: Worker, error: Error | undefined): void {
    if (this.#worker === worker) this.#worker = undefined;
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.worker !== worker) continue;
      this.#waiting.delete(id);
      if (error === undefined) waiting.done(undefined);
      else waiting.failed(error);
    }
  }

  async #end(worker: Worker): Promise<void> {
    if (this.#worker === worker) this.#worker = undefined;
    await worker.terminate();
  }
}

/** What to say when a thread came to the end of its memory: Node ends the thread alone. */
function outOfMemory(error: Error): Error | undefined {
  if (!("code" in error) || error.code !== "ERR_WORKER_OUT_OF_MEMORY") return undefined;
  return new Error(
    "The run needed more memory than it may take and was ended. Filter earlier, group by fields with fewer values, or take a smaller sample.",
  );
}
