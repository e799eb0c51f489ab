import type { Candidate } from "#engine/sequence/assess.ts";
import type { SequencePair, Sequences } from "#engine/sequence/find-sequences.ts";
import type { Call, ProcessStart, StepPlace } from "#engine/sequence/step.ts";
import { whyNone } from "#engine/sequence/why-none.ts";
import { type palette, printLine } from "./print.ts";

/** Candidates that are printed for one process; JSON has all. */
const SHOWN = 10;

interface Page {
  /** The path of a sample. */
  readonly path: (sample: number) => string;
  readonly events: number;
  readonly paint: ReturnType<typeof palette>;
}

/** Sequences for people: each pair with a timeline, what ties it, and why other calls do not fit. */
export function printSequences(found: Sequences, page: Page): void {
  const { pairs, unpaired, silent } = found;
  const { paint, events } = page;
  printLine(`${paint.bold(count(pairs.length, "sequence"))} in ${count(events, "event")}`);
  for (const lack of whyNone(found)) printLine(lack);
  for (const pair of pairs) {
    printLine();
    printPair(pair, page);
  }
  for (const { process, others } of unpaired) {
    printLine();
    printLine(`${paint.red("no call")}  ${processText(process)}  ${paint.dim(placeText(process.at, page))}`);
    printOthers(others, page);
  }
  for (const call of silent) {
    printLine();
    printLine(
      `${paint.dim("no process")}  ${clock(call.time)}  ${callText(call)}  ${paint.dim(placeText(call.at, page))}`,
    );
  }
}

function printPair(pair: SequencePair, page: Page): void {
  const { call, process, confidence, gap } = pair;
  const { paint } = page;
  const colour = confidence === "ambiguous" ? paint.yellow : paint.green;
  printLine(`${colour(confidence)}  ${process.image} on ${process.host}, started by ${call.client.address}`);
  const steps = [
    { time: call.time, text: callText(call), at: call.at },
    { time: process.time, text: `${paint.bold(processText(process))}  (${signed(gap)} s)`, at: process.at },
  ];
  if (call.responseTime !== null) steps.push({ time: call.responseTime, text: "response", at: call.at });
  steps.sort((a, b) => a.time - b.time);
  for (const [i, { time, text, at }] of steps.entries()) {
    const rail = i === 0 ? "┌" : i === steps.length - 1 ? "└" : "├";
    printLine(`  ${clock(time)} ${rail} ${text}  ${paint.dim(placeText(at, page))}`);
  }
  for (const { message, field, at } of pair.evidence)
    printLine(`    ${message}  ${paint.dim(`${field}, ${placeText(at, page)}`)}`);
  printOthers(pair.others, page);
}

function printOthers(others: readonly Candidate[], { paint }: Page): void {
  for (const { call, reason } of others.slice(0, SHOWN))
    printLine(`    ${paint.dim("not")} ${clock(call.time)} ${callText(call)}: ${reason}`);
  if (others.length > SHOWN) printLine(paint.dim(`    … and ${count(others.length - SHOWN, "other call")}`));
}

function callText({ client, server, operation }: Call): string {
  return `${client.address}:${client.port} → ${server.address}:${server.port}  ${operation}`;
}

function processText({ image, pid, commandLine }: ProcessStart): string {
  const shown = (commandLine ?? image).replace(/\s+/g, " ");
  return `${pid === null ? "" : `[${pid}] `}${shown.length > 100 ? `${shown.slice(0, 99)}…` : shown}`;
}

function placeText({ sample, line }: StepPlace, { path }: Page): string {
  return `${path(sample).replace(/^.*[\\/]/, "")}:${line + 1}`;
}

/** Seconds from 1970 to the last date that there is, on either side. */
const LAST_DATE = 8.64e12;

/** A time of day in UTC, to the microsecond. */
function clock(time: number): string {
  if (!(Math.abs(time) < LAST_DATE)) return `${time} s`;
  const micros = Math.round(time * 1e6);
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(11, 23)}${String(micros % 1000).padStart(3, "0")}`;
}

function signed(seconds: number): string {
  return seconds < 0 ? String(seconds) : `+${seconds}`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Sequences for programs: an object each; `sample` is a path, lines count from zero. */
export function sequenceJson({ pairs, unpaired, silent }: Sequences, path: (sample: number) => string): unknown[] {
  const place = ({ sample, line }: StepPlace) => ({ sample: path(sample), line });
  const step = <T extends Call | ProcessStart>({ at, ...facts }: T) => ({ ...facts, at: place(at) });
  const candidate = ({ call, gap, tie, reason }: Candidate) => ({ call: step(call), gap, tie, reason });
  return [
    ...pairs.map(({ process, call, gap, confidence, evidence, others }) => ({
      result: "pair",
      confidence,
      gap,
      call: step(call),
      process: step(process),
      evidence: evidence.map(({ message, field, at }) => ({ message, field, at: place(at) })),
      others: others.map(candidate),
    })),
    ...unpaired.map(({ process, others }) => ({
      result: "no-call",
      process: step(process),
      others: others.map(candidate),
    })),
    ...silent.map((call) => ({ result: "no-process", call: step(call) })),
  ];
}
