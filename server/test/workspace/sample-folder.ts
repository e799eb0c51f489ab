import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { findSamples } from "#hosts/node/find-samples.ts";
import type { RunJob } from "#hosts/run/job.ts";
import { runJob } from "#hosts/run/run-job.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";

/** A temporary folder for each test of a file, with what tests of samples do in it. */
export function sampleFolder() {
  let folder = "";
  const at = (...parts: readonly string[]): string => path.join(folder, ...parts);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rulehound-samples-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  return {
    /** A place in the folder. */
    at,
    /** Writes a file, with the folders above it. */
    write: async (name: string, content: string | Uint8Array): Promise<void> => {
      await mkdir(path.dirname(at(name)), { recursive: true });
      await writeFile(at(name), content);
    },
    /** The samples that a name leads to, as paths from the folder. */
    names: async (name: string): Promise<readonly string[]> =>
      (await findSamples(at(name))).samples.map((sample) => path.relative(folder, sample.path)),
  };
}

function job(samples: RunJob["samples"], spl: string): RunJob {
  return {
    text: spl,
    language: "spl",
    samples,
    folders: [],
    revision: 0,
    settings: DEFAULT_SETTINGS,
    now: 1_772_400_000,
    everyClause: true,
    rowLimit: 100,
    markLimit: 100,
  };
}

/** Runs a search on samples. */
export const run = (samples: RunJob["samples"], spl: string) =>
  runJob(job(samples, spl), { signal: new AbortController().signal, progress: () => undefined });
