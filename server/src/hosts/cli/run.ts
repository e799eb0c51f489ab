import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { positionAt } from "#base/line-map.ts";
import { toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import { type RunReport, reportPage } from "#ide/render/run-report.ts";
import { nodeEnvironment } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { namedSamples } from "../node/named-samples.ts";
import type { JobOutcome, JobSample, RunJob } from "../run/job.ts";
import { runReport } from "../run/report.ts";
import { runJob } from "../run/run-job.ts";
import { SampleTexts } from "../run/sample-text.ts";
import { type CommandLine, readCommandLine, UsageError } from "./args.ts";
import { printOutcome } from "./outcome.ts";
import { printJson, printLine, printProblem } from "./print.ts";
import { foldersAround } from "./rule-files.ts";

interface Search {
  readonly name: string;
  readonly text: string;
  readonly language: RunJob["language"];
  readonly samples: readonly JobSample[];
  /** Why other samples that it names are not read. */
  readonly refused: readonly string[];
  /** Where a place of the text stands, for people: file, line and column, one-based. */
  readonly placeOf: (at: Span) => string;
}

/** `rulehound run (RULE[#ANALYTIC] | --spl TEXT) --sample PATH…`: 3 when an analytic is refused or a run fails. */
export async function run(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  const { searches, folders } = await searchesOf(line);
  const reports: RunReport[] = [];
  let worst = 0;
  for (const search of searches) {
    const samples = samplesOf(search, line);
    const outcome = await runJob(jobOf(search, samples, folders, line), {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    await printResult(search, outcome, line, searches.length > 1);
    if (outcome.status !== "done") worst = 3;
    if (line.report !== undefined) reports.push(await reportOf(search, outcome, line));
  }
  if (line.report !== undefined) await writeReport(line.report, reports);
  return worst;
}

/** The samples of the command line, else those of the analytic. Throws a {@link UsageError} when there are none. */
export function samplesOf(search: Search, line: CommandLine): readonly JobSample[] {
  if (line.samples.length > 0) return line.samples.map((sample) => ({ path: sample }));
  if (search.samples.length > 0) {
    for (const refused of search.refused) printProblem(`warning: ${search.name}: ${refused}`);
    return search.samples;
  }
  const why = search.refused.length > 0 ? search.refused.join(" ") : "no sample is named";
  throw new UsageError(`${search.name}: ${why}; give --sample PATH.`);
}

/** The job of an analytic under the options of the command line. */
export function jobOf(
  { text, language }: Pick<RunJob, "text" | "language">,
  samples: readonly JobSample[],
  folders: readonly string[],
  line: CommandLine,
): RunJob {
  return {
    text,
    language,
    samples,
    folders,
    revision: 0,
    settings: line.settings,
    now: line.now,
    everyClause: line.format === "text" || line.stats || line.report !== undefined,
    rowLimit: line.limit ?? Number.POSITIVE_INFINITY,
    markLimit: line.report !== undefined ? REPORTED_TIMES : line.format === "text" ? 20 : 0,
  };
}

/** The analytics that the command line names, and the folders whose names are in force. */
export async function searchesOf(
  line: CommandLine,
): Promise<{ searches: readonly Search[]; folders: readonly string[] }> {
  const [rule, ...others] = line.positionals;
  if (line.spl !== undefined) {
    if (rule !== undefined) throw new UsageError("Give either a rule or --spl, not both.");
    return {
      searches: [
        {
          name: "--spl",
          text: line.spl,
          language: "spl",
          samples: [],
          refused: [],
          placeOf: ({ start }) => `--spl:${start + 1}`,
        },
      ],
      folders: foldersAround(["."]),
    };
  }
  if (rule === undefined || others.length > 0)
    throw new UsageError("Give one rule file, as RULE or RULE#ANALYTIC, or --spl TEXT.");
  const hash = existsSync(rule) ? -1 : rule.lastIndexOf("#"); // The path itself may have one.
  const [file, id] = hash > 0 ? [rule.slice(0, hash), rule.slice(hash + 1)] : [rule, undefined];
  const text = await readFile(file, "utf8").catch(() => {
    throw new FileProblem(`${file}: there is no such rule file.`);
  });
  const folders = foldersAround([file]);
  const document = createDocument(file, 0, text);
  const analysis = analyseDocument(document, nodeEnvironment({ settings: line.settings, folders, revision: 0 }));
  const all = analysis.rule.analytics;
  const chosen = id === undefined ? all : all.filter((one) => one.id === id || one.name === id);
  if (chosen.length === 0) {
    const known = all.map((one) => one.id).join(", ");
    throw new UsageError(
      known === "" ? `${file} holds no analytic.` : `${file} has no analytic "${id}". It has: ${known}.`,
    );
  }
  const searches = chosen.map((one) => ({
    name: one.name,
    text: one.query.text,
    language: one.language,
    ...namedSamples(file, one.samples, [...folders, "."]),
    placeOf: (at: Span) => {
      const { line: row, column } = positionAt(document.lines(), toHost(one.query.map, at).start);
      return `${file}:${row + 1}:${column + 1}`;
    },
  }));
  return { searches, folders };
}

/** How many matched events a report counts by time; fewer are shown. */
const REPORTED_TIMES = 2000;

async function reportOf(search: Search, outcome: JobOutcome, { settings }: CommandLine): Promise<RunReport> {
  const { windowsProfile, timeZone } = settings;
  const texts = new SampleTexts();
  const { signal } = new AbortController();
  try {
    return await runReport(search, outcome, async (path, firstLine, lines) => {
      const page = await texts.page({ path, firstLine, lines, windowsProfile, timeZone }, signal);
      return page.lines;
    });
  } finally {
    await texts.dispose();
  }
}

async function writeReport(file: string, reports: readonly RunReport[]): Promise<void> {
  await writeFile(file, reportPage(reports)).catch((error: unknown) => {
    throw new FileProblem(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  });
}

async function printResult(search: Search, outcome: JobOutcome, line: CommandLine, titled: boolean): Promise<void> {
  for (const problem of outcome.problems) {
    const where =
      problem.sample !== undefined
        ? `${problem.sample.path}:${problem.sample.line + 1}`
        : problem.place !== undefined
          ? `${search.placeOf(problem.place)}, at "${search.text.slice(problem.place.start, problem.place.end).slice(0, 60)}"`
          : search.name;
    printProblem(`${problem.severity}: ${where}: ${problem.message}`);
  }
  if (line.format === "text") {
    if (titled) printLine(`== ${search.name}`);
    await printOutcome(search.text, outcome, line.color, line.settings);
    return;
  }
  for (const row of outcome.table) {
    const cells = outcome.columns.flatMap((name, index) => {
      const value = row[index] ?? null;
      return value === null ? [] : [[name, value] as const];
    });
    printJson(Object.fromEntries(cells));
  }
  if (line.stats) {
    const { events, rows, stages, clauses, status } = outcome;
    printJson({ summary: { analytic: search.name, status, events, rows, stages, clauses } });
  }
}
