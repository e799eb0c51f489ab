/** Where a step of a sequence was read. */
export interface StepPlace {
  /** Index of the sample among those given. */
  readonly sample: number;
  /** Zero-based line in the sample or its rendering. */
  readonly line: number;
}

/** An address and port of a connection. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A call on the wire that asks another host to start a process. Times are epoch seconds. */
export interface Call {
  readonly kind: "call";
  readonly time: number;
  /** The connection's name, as Zeek gives it. */
  readonly uid: string;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly operation: string;
  /** When the answer began; null when the sample has none. */
  readonly responseTime: number | null;
  /** Why the server refused the call; null when it did not. */
  readonly fault: string | null;
  /** What its readable arguments and answer say; null when they are sealed or absent. */
  readonly told: CallText | null;
  readonly at: StepPlace;
}

/** What a call says in clear of the process that it starts. */
export interface CallText {
  /** The id that the answer gives. */
  readonly processId: number | null;
  readonly commandLine: string | null;
  readonly at: StepPlace;
}

/** The readable side of a call, which captures tell in an event of its own. */
export interface ToldCall extends CallText {
  readonly kind: "told";
  readonly uid: string;
  readonly time: number;
  /** Why no process was started, by the answer's return value; null when it does not say so. */
  readonly fault: string | null;
}

/** A process that WMI's provider host started. */
export interface ProcessStart {
  readonly kind: "process";
  readonly time: number;
  /** The field that the time is of. */
  readonly timeField: string;
  /** The time is the event's own; a collector's comes later. */
  readonly precise: boolean;
  /** Seconds by which the process may be later than the time as written: 1 where it has whole seconds only. */
  readonly within: number;
  /** Name or address of the host. */
  readonly host: string;
  readonly pid: number | null;
  readonly image: string;
  readonly commandLine: string | null;
  /** As a number's text, without leading zeros; null when the event names none of a session of its own. */
  readonly logonId: string | null;
  readonly at: StepPlace;
}

/** A logon over the network (Security 4624, type 3). */
export interface NetworkLogon {
  readonly kind: "logon";
  readonly host: string;
  readonly client: Endpoint;
  readonly logonId: string;
  readonly at: StepPlace;
}

/** An address that a host is known by. */
export interface HostAddress {
  readonly kind: "host";
  readonly host: string;
  readonly address: string;
}

/** A call or process without a time: it is in no order with others. */
export interface Untimed {
  readonly kind: "untimed";
  readonly of: "call" | "process";
}

/** What an event says for sequences of a call and the process that it starts. */
export type Step = Call | ToldCall | ProcessStart | NetworkLogon | HostAddress | Untimed;
