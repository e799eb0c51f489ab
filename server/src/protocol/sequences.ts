/** Calls over the network, and the processes that they start. */

import type { ProtocolEvent } from "./places.ts";

/** Asks which calls of captures started which processes of host logs. Cancel it with `$/cancelRequest`. */
export const FIND_SEQUENCES_REQUEST = "rulehound/findSequences";

export interface FindSequencesParams {
  /** File system paths or file: URIs: captures or Zeek logs, and logs of hosts. */
  readonly samples: readonly string[];
  /** Seconds after a call in which a process may start; 5 unless given. */
  readonly within?: number;
  /** Seconds by which the clocks of captures and hosts may differ; 0 unless given. */
  readonly skew?: number;
}

/** An event of a sequence. */
export interface ProtocolStep extends ProtocolEvent {
  /** The sample is a network capture: `rulehound/capturePlace` tells where the event's bytes are shown. */
  readonly capture: boolean;
}

/** A call that asks another host to start a process. Times are epoch seconds. */
export interface ProtocolCall {
  readonly time: number;
  readonly operation: string;
  /** `address:port`. */
  readonly client: string;
  readonly server: string;
  /** When the answer began. */
  readonly answered?: number;
  readonly at: ProtocolStep;
}

export interface ProtocolProcess {
  readonly time: number;
  readonly host: string;
  readonly image: string;
  readonly pid?: number;
  readonly commandLine?: string;
  readonly at: ProtocolStep;
}

/** A call that was looked at and not taken. */
export interface ProtocolOtherCall {
  readonly call: ProtocolCall;
  /** It fits the process too. */
  readonly fits: boolean;
  readonly reason: string;
}

export interface ProtocolPair {
  /** Best first: see docs/cli.md. */
  readonly confidence: "exact" | "bracketed" | "window" | "ambiguous";
  /** Seconds from the call to the process. */
  readonly gap: number;
  readonly call: ProtocolCall;
  readonly process: ProtocolProcess;
  /** What ties the pair, with the field that says it. */
  readonly evidence: readonly { readonly message: string; readonly field: string; readonly at: ProtocolStep }[];
  /** The first of the other calls near the process, by time. */
  readonly others: readonly ProtocolOtherCall[];
}

export interface FindSequencesResult {
  /** `refused`: a sample is not there, see the problems. */
  readonly status: "done" | "refused";
  readonly events: number;
  readonly within: number;
  readonly skew: number;
  /** By the time of the process; the first 500 of each list are given, `total` counts all. */
  readonly pairs: readonly ProtocolPair[];
  /** Children of WMI's provider host for which no call fits. */
  readonly unpaired: readonly { readonly process: ProtocolProcess; readonly others: readonly ProtocolOtherCall[] }[];
  /** Calls to which no process belongs. */
  readonly silent: readonly ProtocolCall[];
  readonly total: { readonly pairs: number; readonly unpaired: number; readonly silent: number };
  /** What could not be read or was not looked at, in sentences. */
  readonly problems: readonly string[];
}
