import type { HostNames } from "./host-names.ts";
import type { Call, NetworkLogon, ProcessStart, StepPlace } from "./step.ts";

/** How a call and a process are tied, best first. */
export type Tie = "exact" | "bracketed" | "window";

/** One link of what ties a pair: an event's field and what it says. */
export interface Evidence {
  readonly message: string;
  readonly field: string;
  readonly at: StepPlace;
}

/** A call looked at for a process. */
export interface Candidate {
  readonly call: Call;
  /** Seconds from the call to the process; negative when the process comes first. */
  readonly gap: number;
  /** Null when the call cannot have started the process. */
  readonly tie: Tie | null;
  /** Why the call is not the one. */
  readonly reason: string | null;
  readonly evidence: readonly Evidence[];
}

/** Seconds after a call in which a process may start, unless said otherwise. */
export const WITHIN = 5;

/** What decides whether a call and a process belong together. */
export interface SequenceOptions {
  /** Seconds after the call in which a process may come; the edge counts. */
  readonly within: number;
  /** Seconds that the clocks of the capture and the host may differ by. */
  readonly skew: number;
}

/** What is known around the pairs. */
export interface Surroundings extends SequenceOptions {
  readonly hosts: HostNames;
  /** The network logons of a session on a host. */
  logonsOf(process: ProcessStart): readonly NetworkLogon[];
}

/** The exact microseconds between two times, as seconds. */
export function secondsFrom(start: number, end: number): number {
  return Math.round((end - start) * 1e6) / 1e6;
}

/** Whether a call can have started a process, how well the two are tied, and the reason when it cannot. */
export function assess(process: ProcessStart, call: Call, around: Surroundings): Candidate {
  const gap = secondsFrom(call.time, process.time);
  const logons = around.logonsOf(process);
  const joining = logons.findLast(({ client: { address, port } }) => {
    return address === call.client.address && port === call.client.port;
  });
  const failed = failure(process, call, gap, { joined: joining !== undefined, logons, around });
  if (failed !== null) return { call, gap, tie: null, reason: failed, evidence: [] };
  const named = namedIn(process, call);
  if (joining !== undefined) {
    const evidence = [...joined(process, call, joining), ...named];
    return { call, gap, tie: "exact", reason: null, evidence };
  }
  const late = secondsFrom(around.within + around.skew, gap);
  const answered = isBracketed(process, call, around.skew);
  if (named.length > 0 && (answered || late <= 0)) return { call, gap, tie: "exact", reason: null, evidence: named };
  if (answered) {
    const evidence = [timeEvidence(process, `${gap} s after the request and before the response`), answer(call)];
    return { call, gap, tie: "bracketed", reason: null, evidence };
  }
  if (late > 0) return { call, gap, tie: null, reason: `too late by ${late} s`, evidence: [] };
  return { call, gap, tie: "window", reason: null, evidence: windowEvidence(process, gap, around.skew) };
}

interface Known {
  readonly joined: boolean;
  readonly logons: readonly NetworkLogon[];
  readonly around: Surroundings;
}

/** What rules a call out whatever the window. */
function failure(process: ProcessStart, call: Call, gap: number, { joined, logons, around }: Known): string | null {
  const relation = around.hosts.relation(process.host, call.server.address);
  if (relation === "other") {
    const known = around.hosts.addressesOf(process.host).join(", ");
    return `other host: the call went to ${call.server.address}, the process ran on ${process.host}${known && ` (${known})`}`;
  }
  if (!joined && relation === "unknown")
    return `unknown host: nothing in the samples says whether ${process.host} is ${call.server.address}`;
  if (call.fault !== null) return `the call failed: ${call.fault}`;
  // A time of whole seconds says no more than that the process starts within the second.
  const latest = secondsFrom(0, gap + process.within);
  if (latest < -around.skew) {
    const early = `too early by ${secondsFrom(latest, -around.skew)} s`;
    return joined
      ? `${early}, though its logon came over this connection: the clocks may differ by ${-latest} s`
      : early;
  }
  const told = call.told?.processId ?? null;
  if (told !== null && process.pid !== null && told !== process.pid)
    return `other process: the answer names process ${told}, this one is ${process.pid}`;
  const from = logons.map(({ client }) => client.address);
  if (!joined && from.length > 0 && !from.includes(call.client.address))
    return `other client: the logon of the process came from ${from[0]}, the call from ${call.client.address}`;
  return null;
}

/** Create answers with the process id, so the process exists before the answer. Holds only where skew cannot undo it. */
function isBracketed({ time, precise, within }: ProcessStart, call: Call, skew: number): boolean {
  if (!precise || call.responseTime === null) return false;
  return secondsFrom(call.time, time) >= skew && secondsFrom(time + within, call.responseTime) >= skew;
}

function joined(process: ProcessStart, call: Call, logon: NetworkLogon): readonly Evidence[] {
  const client = `${logon.client.address}:${logon.client.port}`;
  return [
    { message: `the connection ${call.uid} comes from ${client}`, field: "id.orig_p", at: call.at },
    { message: `a network logon on ${logon.host} comes from ${client}`, field: "IpPort", at: logon.at },
    { message: `it opens the session ${hex(logon.logonId)}`, field: "TargetLogonId", at: logon.at },
    { message: `${process.image} runs in that session`, field: "LogonId", at: process.at },
  ];
}

/** What the call says in clear of this process: its id in the answer. Empty when it says nothing. */
function namedIn({ pid, commandLine, image, at }: ProcessStart, { told }: Call): readonly Evidence[] {
  if (told === null || told.processId === null || told.processId !== pid) return [];
  const named = [
    { message: `the answer names process ${told.processId}`, field: "process_id", at: told.at },
    { message: `${image} has that id`, field: "ProcessId", at },
  ];
  if (commandLine !== null && told.commandLine === commandLine)
    named.push({ message: "the command line is that of the call", field: "command_line", at: told.at });
  return named;
}

function windowEvidence(process: ProcessStart, gap: number, skew: number): readonly Evidence[] {
  const side =
    gap < 0 ? `${-gap} s before the call` : gap === 0 ? "at the time of the call" : `${gap} s after the call`;
  const late = process.precise ? "" : "; the time is the record's, which may be later than the process";
  return [timeEvidence(process, `${side}${openOrder(process, gap, skew)}${late}`)];
}

/** What makes it open whether the process or the call came first. */
function openOrder({ within }: ProcessStart, gap: number, skew: number): string {
  if (within > 0 && gap > -within - skew && gap <= skew)
    return "; its time has whole seconds, so which came first is open";
  if (Math.abs(gap) < skew) return "; which came first is open within the skew";
  return gap === 0 ? "; which came first is open" : "";
}

function timeEvidence({ timeField, at }: ProcessStart, message: string): Evidence {
  return { message: `the process starts ${message}`, field: timeField, at };
}

function answer({ responseTime, time, at }: Call): Evidence {
  return {
    message: `the response came ${secondsFrom(time, responseTime ?? time)} s after the request`,
    field: "rtt",
    at,
  };
}

function hex(id: string): string {
  return `0x${BigInt(id).toString(16)}`;
}
