import path from "node:path";
import type { Connection } from "vscode-languageserver";
import {
  SAMPLE_TEXT_REQUEST,
  SAMPLES_REQUEST,
  type SamplesParams,
  type SamplesResult,
  type SampleTextParams,
  type SampleTextResult,
} from "#protocol/requests.ts";
import type { SampleRef } from "#semantics/rule/rule-file.ts";
import { findSamples } from "../node/find-samples.ts";
import { namedSamples } from "../node/named-samples.ts";
import type { JobSample } from "../run/job.ts";
import { pathOfUri, toPath } from "./file-path.ts";
import { RequestCancelled } from "./request-failed.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";

const MOST_LINES = 10_000;

/** Answers what samples an analytic names, and gives the text rendering of samples by pages. */
export function serveSamples(connection: Connection, session: Session, worker: RunWorker): void {
  connection.onRequest(SAMPLES_REQUEST, async ({ uri, analytic }: SamplesParams): Promise<SamplesResult> => {
    const found = session.analysis(uri)?.rule.analytics.find(({ id }) => id === analytic);
    // A run is about to come.
    worker.prepare();
    const file = pathOfUri(uri);
    if (found === undefined || file === undefined) {
      return { name: found?.name ?? analytic, samples: [], refused: [] };
    }
    const { samples, refused } = namedSamples(file, found.samples, session.workspace.folders);
    const there = await Promise.all(samples.map(async (sample) => ((await isThere(sample.path)) ? [sample.path] : [])));
    return { name: found.name, samples: there.flat(), refused };
  });

  connection.onRequest(SAMPLE_TEXT_REQUEST, async (params: SampleTextParams, token): Promise<SampleTextResult> => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const page = {
      path: toPath(params.uri.replace(/^rulehound-sample:/, "file:")),
      firstLine: Math.max(0, Math.floor(params.firstLine)),
      lines: Math.min(MOST_LINES, Math.max(0, Math.floor(params.lines))),
      windowsProfile: session.settings.engine.windowsProfile,
      timeZone: session.settings.engine.timeZone,
    };
    const text = await worker.text(page, abort.signal);
    if (text === undefined) throw new RequestCancelled("The request was cancelled.");
    return text;
  });
}

/** The samples of a request as a job takes them: with what the rule says of each that it names itself. */
export function chosenSamples(
  { uri, samples }: { readonly uri: string; readonly samples: readonly string[] },
  refs: readonly SampleRef[],
): readonly JobSample[] {
  const file = pathOfUri(uri);
  const named = file === undefined ? [] : namedSamples(file, refs, [path.parse(file).root]).samples;
  return samples.map((sample) => {
    const at = toPath(sample);
    return named.find((one) => one.path === at) ?? { path: at };
  });
}

async function isThere(sample: string): Promise<boolean> {
  try {
    return (await findSamples(sample)).samples.length > 0;
  } catch {
    return false;
  }
}
