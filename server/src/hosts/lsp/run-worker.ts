import { Worker } from "node:worker_threads";
import type { ValueCounts } from "#engine/value-counts.ts";
import type { CaptureAnswer, CaptureQuestion } from "../run/capture-views.ts";
import type { ValuesJob } from "../run/count-values.ts";
import type { SequenceJob, SequenceOutcome } from "../run/find-pairs.ts";
import type { JobOutcome, JobProgress, RunJob } from "../run/job.ts";
import type { LearnJob, LearnOutcome } from "../run/learn.ts";
import type { Answer, Question } from "../run/question.ts";
import type { PageText, TextPage } from "../run/sample-text.ts";
import type { Asked, FromWorker, Given, Order, ToWorker, Works } from "../worker/messages.ts";
import { RequestFailed } from "./request-failed.ts";

/** How long a cancelled run may take to stop by itself before its thread is ended. */
const GRACE_MS = 100;

interface Waiting {
  readonly order: Order;
  readonly signal: AbortSignal;
  /** The thread that has the job: when it ends, those of a later one go on. */
  worker: Worker;
  readonly progress: (progress: JobProgress) => void;
  readonly done: (given: Given | undefined) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Runs jobs in a thread of its own, one at a time. A cancelled job that does not stop (a regular expression that never
 * returns) is ended with its thread; the jobs behind it get a new one.
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
  run(job: RunJob, progress: (progress: JobProgress) => void, signal: AbortSignal): Promise<JobOutcome | undefined> {
    return this.#ask("run", job, signal, progress);
  }

  /** The answer to a question about an analytic; undefined when it was cancelled. */
  ask(job: RunJob, question: Question, signal: AbortSignal): Promise<Answer | undefined> {
    return this.#ask("ask", { job, question }, signal);
  }

  /** A page of a sample's text rendering; undefined when it was cancelled. */
  text(page: TextPage, signal: AbortSignal): Promise<PageText | undefined> {
    return this.#ask("text", page, signal);
  }

  /** The answer to a question about a capture; undefined when it was cancelled. */
  async capture<K extends CaptureAnswer["kind"]>(
    question: Extract<CaptureQuestion, { kind: K }>,
    signal: AbortSignal,
  ): Promise<Extract<CaptureAnswer, { kind: K }> | undefined> {
    const given = await this.#ask("capture", question, signal);
    return given as Extract<CaptureAnswer, { kind: K }> | undefined; // The worker answers in the question's kind.
  }

  /** The calls and the processes that they started; undefined when it was cancelled. */
  sequence(job: SequenceJob, signal: AbortSignal): Promise<SequenceOutcome | undefined> {
    return this.#ask("sequence", job, signal);
  }

  /** The values of the fields of samples; undefined when it was cancelled. */
  values(job: ValuesJob, signal: AbortSignal): Promise<ValueCounts | undefined> {
    return this.#ask("values", job, signal);
  }

  /** What samples hold that the catalog does not know; undefined when it was cancelled. */
  learn(job: LearnJob, signal: AbortSignal): Promise<LearnOutcome | undefined> {
    return this.#ask("learn", job, signal);
  }

  async #ask<K extends keyof Works>(
    work: K,
    asked: Asked<K>,
    signal: AbortSignal,
    progress: (progress: JobProgress) => void = () => undefined,
  ): Promise<Given<K> | undefined> {
    this.#last += 1;
    const order = { kind: "work", id: this.#last, work, asked } as Order; // One of the orders, whichever K is.
    const given = await this.#send(order, signal, progress);
    return given as Given<K> | undefined; // The worker gives what its work gives.
  }

  #send(order: Order, signal: AbortSignal, progress: (progress: JobProgress) => void): Promise<Given | undefined> {
    const { id } = order;
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        post(waiting.worker, { kind: "cancel", id });
        timer = setTimeout(() => {
          if (this.#waiting.has(id)) this.#leave(waiting.worker);
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
      const waiting: Waiting = {
        ...{ order, signal, worker: this.#start(), progress },
        ...{ done: settle(resolve), failed: settle(reject) },
      };
      this.#waiting.set(id, waiting);
      post(waiting.worker, order);
      if (signal.aborted) cancel();
      else signal.addEventListener("abort", cancel, { once: true });
    });
  }

  /** Ends the thread, which first removes its temporary files. */
  async dispose(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    post(worker, { kind: "end" });
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
    await this.#end(worker);
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#program);
    worker.unref();
    worker.on("message", (message: FromWorker) => {
      const waiting = this.#waiting.get(message.id);
      if (waiting === undefined) return;
      if (message.kind === "progress") waiting.progress(message.progress);
      else if (message.kind === "done") waiting.done(message.given);
      else if (message.kind === "cancelled") waiting.done(undefined);
      else if (message.kind === "refused") waiting.failed(new RequestFailed(message.message));
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

  /** Ends a thread that does not stop, without waiting until it is gone: what is not cancelled of its jobs is begun again on a new one. */
  #leave(worker: Worker): void {
    void this.#end(worker);
    for (const waiting of [...this.#waiting.values()]) {
      if (waiting.worker !== worker) continue;
      if (waiting.signal.aborted) waiting.done(undefined);
      else {
        waiting.worker = this.#start();
        post(waiting.worker, waiting.order);
      }
    }
  }

  async #end(worker: Worker): Promise<void> {
    if (this.#worker === worker) this.#worker = undefined;
    await worker.terminate();
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** What to say when a thread came to the end of its memory: Node ends the thread alone. */
function outOfMemory(error: Error): Error | undefined {
  if (!("code" in error) || error.code !== "ERR_WORKER_OUT_OF_MEMORY") return undefined;
  return new RequestFailed(
    "The run needed more memory than it may take and was ended. Filter earlier, group by fields with fewer values, or take a smaller sample.",
  );
}
