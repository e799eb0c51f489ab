import {
  assess,
  type Candidate,
  type Evidence,
  type SequenceOptions,
  type Surroundings,
  secondsFrom,
  type Tie,
} from "./assess.ts";
import { CallIndex, compareCalls } from "./call-index.ts";
import { HostNames } from "./host-names.ts";
import { oneEach } from "./one-process.ts";
import type { Call, NetworkLogon, ProcessStart, Step, ToldCall } from "./step.ts";

export type Confidence = Tie | "ambiguous";

/** A process, the call that started it, and the calls that did not. */
export interface SequencePair {
  readonly process: ProcessStart;
  readonly call: Call;
  /** Seconds from the call to the process. */
  readonly gap: number;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** The other calls that were looked at, by time, each with its reason. */
  readonly others: readonly Candidate[];
}

export interface Sequences {
  /** By the time of the process. */
  readonly pairs: readonly SequencePair[];
  /** Children of the provider host for which no call fits. */
  readonly unpaired: readonly { readonly process: ProcessStart; readonly others: readonly Candidate[] }[];
  /** Calls to which no process belongs, by time. */
  readonly silent: readonly Call[];
  /** What was not looked at, in words. */
  readonly limits: readonly string[];
}

/** A process that some call fits, with the calls among which the choice is made. */
interface Choice extends Fitting {
  readonly tie: Tie;
  readonly pool: readonly Candidate[];
  readonly chosen: Candidate;
}

/**
 * Pairs every child of the provider host with the call that started it. The best tie counts: the logon session or the
 * process id in the answer, then the time between request and response, then the window; among equals the nearest call that is not after the process. A pair
 * is ambiguous when another call or another child is tied as well.
 */
export function findSequences(steps: readonly Step[], options: SequenceOptions): Sequences {
  const calls = withTexts(steps);
  const index = new CallIndex(calls);
  const around = surroundings(steps, options);
  const unpaired: { process: ProcessStart; others: readonly Candidate[] }[] = [];
  const fitting: Record<Tie, Fitting[]> = { exact: [], bracketed: [], window: [] };
  const limits: string[] = [];
  for (const process of oneEach(steps.filter((step) => step.kind === "process"))) {
    const clients = around.logonsOf(process).map(({ client }) => client);
    const { calls: near, cut } = index.around(process, clients, options);
    if (cut) limits.push(`Of the calls before ${process.image} on ${process.host} only the last 1,000 were looked at.`);
    const candidates = near.map((call) => assess(process, call, around));
    const tie = TIES.find((one) => candidates.some((candidate) => candidate.tie === one));
    if (tie === undefined) unpaired.push({ process, others: candidates });
    else fitting[tie].push({ process, candidates });
  }
  const pairs = pairUp(fitting).sort((a, b) => a.process.time - b.process.time);
  const used = new Set(pairs.map(({ call }) => call));
  return { pairs, unpaired, silent: calls.filter((call) => !used.has(call)).sort(compareCalls), limits };
}

interface Fitting {
  readonly process: ProcessStart;
  readonly candidates: readonly Candidate[];
}

const TIES: readonly Tie[] = ["exact", "bracketed", "window"];

/** The calls, with what they say in clear. Two calls that one frame begins cannot be told apart: neither says anything then. */
function withTexts(steps: readonly Step[]): readonly Call[] {
  const told = new Map<string, ToldCall | null>();
  const key = ({ uid, time }: { readonly uid: string; readonly time: number }): string => `${uid} ${time}`;
  for (const step of steps) if (step.kind === "told") told.set(key(step), told.has(key(step)) ? null : step);
  return steps.flatMap((step) => {
    if (step.kind !== "call") return [];
    const text = told.get(key(step));
    if (text === undefined || text === null) return [step];
    const { processId, commandLine, at, fault } = text;
    return [{ ...step, fault: step.fault ?? fault, told: { processId, commandLine, at } }];
  });
}

function surroundings(steps: readonly Step[], options: SequenceOptions): Surroundings {
  const hosts = new HostNames();
  const logons = new Map<string, NetworkLogon[]>();
  const key = (host: string, id: string): string => `${host.toLowerCase()} ${id}`;
  for (const step of steps) {
    if (step.kind === "host") hosts.learn(step.host, step.address);
    if (step.kind !== "logon") continue;
    const known = logons.get(key(step.host, step.logonId));
    if (known === undefined) logons.set(key(step.host, step.logonId), [step]);
    else known.push(step);
  }
  const logonsOf = ({ host, logonId }: ProcessStart): readonly NetworkLogon[] =>
    logonId === null ? [] : (logons.get(key(host, logonId)) ?? []);
  return { ...options, hosts, logonsOf };
}

function pairUp(fitting: Readonly<Record<Tie, readonly Fitting[]>>): SequencePair[] {
  const pairs: SequencePair[] = [];
  const taken = new Map<Call, ProcessStart>();
  for (const tie of TIES) {
    const choices = fitting[tie].map(({ process, candidates }): Choice => {
      const tied = candidates.filter((candidate) => candidate.tie === tie);
      const free = tied.filter(({ call }) => !taken.has(call));
      const pool = free.length > 0 ? free : tied;
      return { process, candidates, tie, pool, chosen: nearest(pool) };
    });
    const wanted = new Map<Call, number>();
    for (const { pool } of choices) for (const { call } of pool) wanted.set(call, (wanted.get(call) ?? 0) + 1);
    for (const choice of choices) pairs.push(pairOf(choice, wanted.get(choice.chosen.call) ?? 0, taken));
    for (const { chosen, process } of choices) if (!taken.has(chosen.call)) taken.set(chosen.call, process);
  }
  return pairs;
}

/** The latest call that is not after the process, else the first after it. */
function nearest(pool: readonly Candidate[]): Candidate {
  const [first, ...rest] = pool;
  if (first === undefined) throw new Error("a process without candidates is not paired");
  return rest.reduce((best, one) => (one.gap >= 0 || best.gap < 0 ? closer(best, one) : best), first);
}

function closer(best: Candidate, one: Candidate): Candidate {
  if (best.gap < 0 && one.gap < 0) return one.gap > best.gap ? one : best;
  return best.gap < 0 || one.gap <= best.gap ? one : best;
}

function pairOf(
  { process, candidates, tie, pool, chosen }: Choice,
  wanted: number,
  taken: ReadonlyMap<Call, ProcessStart>,
): SequencePair {
  const connections = new Set(pool.map(({ call }) => call.uid));
  const several = tie === "exact" ? connections.size > 1 : pool.length > 1 || wanted > 1;
  const others = candidates
    .filter((one) => one !== chosen)
    .map((one) => (one.tie === null ? one : { ...one, reason: lost(one, { chosen, tie, taken }) }));
  const { call, gap, evidence } = chosen;
  return { process, call, gap, confidence: several ? "ambiguous" : tie, evidence, others };
}

/** Why a call that fits is not the one. */
function lost(
  one: Candidate,
  {
    chosen,
    tie,
    taken,
  }: { readonly chosen: Candidate; readonly tie: Tie; readonly taken: ReadonlyMap<Call, ProcessStart> },
): string {
  if (one.tie !== tie) return `fits by ${one.tie} alone; the pair by ${tie}`;
  const child = taken.get(one.call);
  if (child !== undefined) return `fits, but is surely the cause of ${child.image}`;
  const seconds = secondsFrom(0, Math.abs(one.gap) - Math.abs(chosen.gap));
  return seconds === 0
    ? "fits as well as the chosen call"
    : `fits too, but is ${Math.abs(seconds)} s ${seconds > 0 ? "farther off" : "on the other side"}`;
}
