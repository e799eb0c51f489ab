import { pathToFileURL } from "node:url";
import type { Connection } from "vscode-languageserver";
import { type Candidate, WITHIN } from "#engine/sequence/assess.ts";
import type { Call, ProcessStart, StepPlace } from "#engine/sequence/step.ts";
import { whyNone } from "#engine/sequence/why-none.ts";
import {
  FIND_SEQUENCES_REQUEST,
  type FindSequencesParams,
  type FindSequencesResult,
  type ProtocolCall,
  type ProtocolOtherCall,
  type ProtocolProcess,
  type ProtocolStep,
} from "#protocol/requests.ts";
import type { SequenceJob, SequenceLog, SequenceOutcome } from "../run/find-pairs.ts";
import { toPath } from "./file-path.ts";
import { RequestCancelled } from "./request-failed.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";

/** How many of each list are sent, and how many other calls of one process. */
const MOST = 500;
const MOST_OTHERS = 20;
const MOST_PROBLEMS = 20;

/** Answers which calls started which processes. */
export function serveSequences(connection: Connection, session: Session, worker: RunWorker): void {
  connection.onRequest(
    FIND_SEQUENCES_REQUEST,
    async (params: FindSequencesParams, token): Promise<FindSequencesResult> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const job = jobOf(params, session);
      const outcome = await worker.sequence(job, abort.signal);
      if (outcome === undefined) throw new RequestCancelled("The search was cancelled.");
      return resultOf(outcome, job);
    },
  );
}

function jobOf({ samples, within, skew }: FindSequencesParams, { settings }: Session): SequenceJob {
  return {
    samples: samples.map((sample) => ({ path: toPath(sample) })),
    settings: settings.engine,
    now: settings.now ?? Date.now() / 1000,
    within: seconds(within, WITHIN),
    skew: seconds(skew, 0),
  };
}

function seconds(given: number | undefined, usual: number): number {
  return given !== undefined && Number.isFinite(given) && given >= 0 ? given : usual;
}

function resultOf(outcome: SequenceOutcome, { within, skew }: SequenceJob): FindSequencesResult {
  const { status, events, found, logs } = outcome;
  const { pairs, unpaired, silent } = found;
  const to = new Translator(logs);
  return {
    status,
    events,
    within,
    skew,
    pairs: pairs.slice(0, MOST).map(({ confidence, gap, call, process, evidence, others }) => ({
      confidence,
      gap,
      call: to.call(call),
      process: to.process(process),
      evidence: evidence.map(({ message, field, at }) => ({ message, field, at: to.step(at) })),
      others: to.others(others),
    })),
    unpaired: unpaired
      .slice(0, MOST)
      .map(({ process, others }) => ({ process: to.process(process), others: to.others(others) })),
    silent: silent.slice(0, MOST).map((call) => to.call(call)),
    total: { pairs: pairs.length, unpaired: unpaired.length, silent: silent.length },
    problems: problemsOf(outcome),
  };
}

function problemsOf(outcome: SequenceOutcome): readonly string[] {
  const { problems, unread, unreadCount, found } = outcome;
  const lines = unread.map(
    ({ path, line, message }) => `${path.replace(/^.*[\\/]/, "")}, line ${line + 1}: ${message}`,
  );
  const more = unreadCount - Math.min(unread.length, MOST_PROBLEMS);
  return [
    ...problems.map(({ message }) => message),
    ...found.limits,
    ...(outcome.status === "done" ? whyNone(found) : []),
    ...lines.slice(0, MOST_PROBLEMS),
    ...(more > 0 ? [`${more.toLocaleString("en")} more could not be read.`] : []),
  ];
}

/** Steps as the protocol has them. */
class Translator {
  readonly #logs: readonly { readonly uri: string; readonly rendered: boolean; readonly capture: boolean }[];

  constructor(logs: readonly SequenceLog[]) {
    this.#logs = logs.map(({ path, rendered, capture }) => ({ uri: pathToFileURL(path).href, rendered, capture }));
  }

  step({ sample, line }: StepPlace): ProtocolStep {
    const { uri = "", rendered = false, capture = false } = this.#logs[sample] ?? {};
    return { uri, line, rendered, capture };
  }

  call({ time, operation, client, server, responseTime, at }: Call): ProtocolCall {
    const answered = responseTime === null ? {} : { answered: responseTime };
    const [from, to] = [client, server].map(({ address, port }) => `${address}:${port}`);
    return { time, operation, client: from ?? "", server: to ?? "", ...answered, at: this.step(at) };
  }

  process({ time, host, image, pid, commandLine, at }: ProcessStart): ProtocolProcess {
    return {
      time,
      host,
      image,
      ...(pid === null ? {} : { pid }),
      ...(commandLine === null ? {} : { commandLine }),
      at: this.step(at),
    };
  }

  /** The nearest of the other calls, by time. */
  others(others: readonly Candidate[]): readonly ProtocolOtherCall[] {
    const near = [...others].sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap)).slice(0, MOST_OTHERS);
    return near
      .sort((a, b) => a.call.time - b.call.time)
      .map(({ call, tie, reason }) => ({
        call: this.call(call),
        fits: tie !== null,
        reason: reason ?? "fits as well",
      }));
  }
}
