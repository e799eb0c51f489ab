import { openSample, type SampleInput } from "#engine/samples.ts";
import { bytesSource } from "#engine/sources.ts";
import { FileProblem } from "../node/files.ts";
import { findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import type { JobProblem, JobSample, RunJob } from "./job.ts";

/** Larger text files are shown as a rendering by pages: editors do not open them, or without colours and marks. */
const EDITOR_BYTES = 50 * 2 ** 20;

/** A log of a job. */
export interface OpenedSample {
  readonly path: string;
  /** It need not be a log: it lay in a folder or a zip file. */
  readonly searched: boolean;
  readonly rendered: boolean;
}

/** A job whose samples were found. */
export interface OpenedJob extends Omit<RunJob, "samples"> {
  readonly samples: readonly OpenedSample[];
  /** As many as there are samples. */
  readonly inputs: readonly SampleInput[];
}

/** A job with its logs; undefined, with problems, when a named sample is not there. */
export async function openSamples(job: RunJob, problems: JobProblem[]): Promise<OpenedJob | undefined> {
  const opened = await openLogs(job.samples, problems);
  return opened === undefined ? undefined : { ...job, ...opened };
}

/** Finds the logs of samples and their readers; undefined, with problems, when a named sample is not there. */
export async function openLogs(
  named: readonly JobSample[],
  problems: JobProblem[],
): Promise<Pick<OpenedJob, "samples" | "inputs"> | undefined> {
  const samples: OpenedSample[] = [];
  const inputs: SampleInput[] = [];
  let missing = false;
  for (const { path, text, ...given } of named) {
    if (text !== undefined) {
      samples.push({ path, searched: false, rendered: false });
      inputs.push({ source: bytesSource(path, new TextEncoder().encode(text)), defaults: given });
      continue;
    }
    try {
      const found = await findSamples(path);
      for (const message of found.notes) problems.push({ severity: "warning", code: "sample", message });
      for (const { path: file, source, packed, searched, inputs: said } of found.samples) {
        samples.push({ path: file, searched, rendered: packed || (await isRendered(source)) });
        inputs.push({ source, defaults: { ...said, ...given } });
      }
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      problems.push({ severity: "error", code: "sample", message: error.message });
      missing = true;
    }
  }
  return missing ? undefined : { samples, inputs };
}

/** Whether a log must be shown as its text rendering: it is binary, packed, or too large for an editor. */
async function isRendered(source: SampleInput["source"]): Promise<boolean> {
  if (source.size === undefined || source.size > EDITOR_BYTES) return true;
  // A damaged gzip file is told when it is read.
  const opened = await openSample(source, nodeGunzip).catch(() => null);
  return opened !== null && (opened.source !== source || opened.reader?.binary === true);
}
