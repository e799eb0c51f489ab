import { parentPort } from "node:worker_threads";
import { answerQuestion } from "../run/answer.ts";
import { CaptureViews } from "../run/capture-views.ts";
import { countValues } from "../run/count-values.ts";
import { findPairs } from "../run/find-pairs.ts";
import { learnFrom } from "../run/learn.ts";
import { runJob } from "../run/run-job.ts";
import { SampleTexts } from "../run/sample-text.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** The worker thread in which analytics run: one job at a time, each cancellable by a message. */
const port = parentPort;
if (port === null) throw new Error("This program is a worker of the language server.");

const texts = new SampleTexts();
const captures = new CaptureViews();
const running = new Map<number, AbortController>();
const send = (message: FromWorker): void => port.postMessage(message);

type Work = Exclude<ToWorker, { kind: "cancel" | "end" }>;

async function work(message: Work, signal: AbortSignal): Promise<FromWorker> {
  if (message.kind === "text") {
    return { kind: "page", id: message.id, page: await texts.page(message.page, signal) };
  }
  if (message.kind === "capture") {
    return { kind: "captured", id: message.id, captured: await captures.answer(message.question, signal) };
  }
  if (message.kind === "sequence") {
    return { kind: "paired", id: message.id, paired: await findPairs(message.job, signal) };
  }
  if (message.kind === "values") {
    return { kind: "counted", id: message.id, counted: await countValues(message.job, signal) };
  }
  if (message.kind === "learn") {
    return { kind: "learned", id: message.id, learned: await learnFrom(message.job, signal) };
  }
  const { id, job } = message;
  if (message.kind === "ask") {
    return { kind: "answered", id, answer: await answerQuestion(job, message.question, signal) };
  }
  const outcome = await runJob(job, { signal, progress: (progress) => send({ kind: "progress", id, progress }) });
  return { kind: "done", id, outcome };
}

async function start(message: Work): Promise<void> {
  const { id } = message;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    send(await work(message, abort.signal));
  } catch (error) {
    if (abort.signal.aborted) send({ kind: "cancelled", id });
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
