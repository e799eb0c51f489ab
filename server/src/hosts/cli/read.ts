import { openSample } from "#engine/samples.ts";
import type { SampleEvent } from "#events/event.ts";
import { isMulti, toList, toText, type Value } from "#events/value.ts";
import { nodeCatalog } from "../node/environment.ts";
import { type FoundSample, findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";
import { type CommandLine, readCommandLine, UsageError } from "./args.ts";
import { printJson, printProblem } from "./print.ts";

/** `rulehound read SAMPLE`: every event as a line of JSON; 3 when something could not be read. */
export async function read(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  const [sample, ...others] = line.positionals;
  if (sample === undefined || others.length > 0) throw new UsageError("rulehound read needs one sample.");
  const { samples, notes } = await findSamples(sample);
  for (const note of notes) printProblem(note);
  const counts: Counts = { events: 0, unread: notes.length };
  for (const found of samples) await readOne(found, line, counts);
  return counts.unread > 0 ? 3 : 0;
}

interface Counts {
  events: number;
  unread: number;
}

async function readOne({ path, source, inputs }: FoundSample, line: CommandLine, counts: Counts): Promise<void> {
  const opened = await openSample(source, nodeGunzip);
  if (opened.reader === null) {
    counts.unread += 1;
    printProblem(`${path}: ${opened.message}`);
    return;
  }
  const events = opened.reader.read(opened.source, {
    sample: 0,
    windowsProfile: line.settings.windowsProfile,
    timeZone: line.settings.timeZone,
    defaults: inputs,
    jsonNull: line.settings.jsonNullText,
    now: line.now,
    rpc: () => nodeCatalog().rpc,
    signal: new AbortController().signal,
    progress: () => undefined,
    problem: (problem) => {
      counts.unread += 1;
      printProblem(`${path}:${problem.line + 1}: ${problem.message}`);
    },
  });
  for await (const batch of events) {
    for (const event of batch) {
      if (line.limit !== undefined && counts.events >= line.limit) return;
      printJson(toJson(event, counts.events));
      counts.events += 1;
    }
  }
}

function toJson(event: SampleEvent, n: number): unknown {
  const { line, column, start, end } = event.origin;
  return { n, fields: fieldsToJson(event), origin: { line, column, start, end } };
}

function fieldsToJson(event: SampleEvent): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = {};
  for (const name of event.fields.names()) {
    const value = toPlain(event.fields.get(name));
    if (value !== null) fields[name] = value;
  }
  return fields;
}

/** A value as JSON has it: a text, several texts, or null. */
export function toPlain(value: Value): string | readonly string[] | null {
  return isMulti(value) ? toList(value) : toText(value);
}
