import { parentPort } from "node:worker_threads";
import { FileProblem } from "../node/files.ts";
import { answerQuestion } from "../run/answer.ts";
import { CaptureViews } from "../run/capture-views.ts";
import { countValues } from "../run/count-values.ts";
import { findPairs } from "../run/find-pairs.ts";
import type { JobProgress } from "../run/job.ts";
import { learnFrom } from "../run/learn.ts";
import { runJob } from "../run/run-job.ts";
import { SampleTexts } from "../run/sample-text.ts";
import type { Asked, FromWorker, Given, Order, ToWorker, Works } from "./messages.ts";

/** The worker thread in which analytics run: one job at a time, each cancellable by a message. */
const port = parentPort;
if (port === null) throw new Error("This program is a worker of the language server.");

const texts = new SampleTexts();
const captures = new CaptureViews();
const running = new Map<number, AbortController>();
const send = (message: FromWorker): void => port.postMessage(message);

type Progress = (progress: JobProgress) => void;

const WORKS: { readonly [K in keyof Works]: (asked: Asked<K>, s: AbortSignal, p: Progress) => Promise<Given<K>> } = {
  run: (job, signal, progress) => runJob(job, { signal, progress }),
  ask: ({ job, question }, signal) => answerQuestion(job, question, signal),
  text: (page, signal) => texts.page(page, signal),
  capture: (question, signal) => captures.answer(question, signal),
  sequence: findPairs,
  values: countValues,
  learn: learnFrom,
};

function perform<K extends keyof Works>(order: Order<K>, signal: AbortSignal): Promise<Given<K>> {
  const progress: Progress = (progress) => send({ kind: "progress", id: order.id, progress });
  return WORKS[order.work](order.asked, signal, progress);
}

async function start(order: Order): Promise<void> {
  const { id } = order;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    send({ kind: "done", id, given: await perform(order, abort.signal) });
  } catch (error) {
    if (abort.signal.aborted) send({ kind: "cancelled", id });
    else if (error instanceof FileProblem) send({ kind: "refused", id, message: error.message });
    else
      send({ kind: "crashed", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    running.delete(id);
  }
}

port.on("message", (message: ToWorker) => {
  if (message.kind === "end") {
    void texts.dispose().finally(() => process.exit());
  } else if (message.kind === "cancel") running.get(message.id)?.abort();
  else void start(message);
});
