import type { Span } from "#base/span.ts";

/** A value of a message: what stands before it, its name, and the shape that it must have. */
interface Part {
  readonly before: RegExp;
  readonly name: string;
  readonly shape?: RegExp;
  /** It ends where the next part begins for the last time: it may hold anything. */
  readonly anything?: true;
}

const NUMBER = /^\d+$/;
const WORD = /^\w+$/;
const CAUSE: Part = { before: /; PossibleCause = /g, name: "PossibleCause" };

/**
 * Messages from which an event's values can be read when an export leaves EventData out, by channel and id, with the names of
 * the event's data. Each part ends where the next one begins, so that a message made to look like many is read as fast as any.
 */
const FORMS: Readonly<Record<string, readonly Part[]>> = {
  "Microsoft-Windows-WMI-Activity/Operational\u00005857": [
    { before: /^/g, name: "ProviderName" },
    { before: / provider started with result code /g, name: "Code", shape: WORD },
    { before: /\. HostProcess = /g, name: "HostProcess" },
    { before: /; ProcessID = /g, name: "ProcessID", shape: NUMBER },
    { before: /; ProviderPath = /g, name: "ProviderPath" },
  ],
  "Microsoft-Windows-WMI-Activity/Operational\u00005858": [
    { before: /^Id = /g, name: "Id" },
    { before: /; ClientMachine = /g, name: "ClientMachine" },
    { before: /; User = /g, name: "User" },
    { before: /; ClientProcessId = /g, name: "ClientProcessId", shape: NUMBER },
    { before: /; Component = /g, name: "Component" },
    { before: /; Operation = /g, name: "Operation", anything: true },
    { before: /; ResultCode = /g, name: "ResultCode", shape: WORD },
    CAUSE,
  ],
  "Microsoft-Windows-WMI-Activity/Operational\u00005859": [
    { before: /^Namespace = /g, name: "NamespaceName" },
    { before: /; NotificationQuery = /g, name: "Query" },
    { before: /; OwnerName = /g, name: "User" },
    { before: /; HostProcessID = /g, name: "processid", shape: NUMBER },
    { before: /;\s{1,9}Provider= /g, name: "providerName" },
    { before: /, queryID = /g, name: "queryid", shape: NUMBER },
    CAUSE,
  ],
  "Microsoft-Windows-WMI-Activity/Operational\u00005860": [
    { before: /^Namespace = /g, name: "NamespaceName" },
    { before: /; NotificationQuery = /g, name: "Query" },
    { before: /; UserName = /g, name: "User" },
    { before: /; ClientProcessID = /g, name: "processid", shape: NUMBER },
    { before: /, ClientMachine = /g, name: "ClientMachine" },
    CAUSE,
  ],
  "Microsoft-Windows-WMI-Activity/Operational\u00005861": [
    { before: /^Namespace = /g, name: "Namespace" },
    { before: /; Eventfilter = /g, name: "ESS" },
    { before: / \(refer to its activate eventid:\s?5859\); Consumer = /g, name: "CONSUMER" },
    CAUSE,
  ],
};

/** A value found in a message, with its place in it. */
export interface MessageValue {
  readonly text: string;
  readonly span: Span;
}

const NONE: ReadonlyMap<string, MessageValue> = new Map();

/** The values of an event that its rendered message tells; none for events whose message is not known. */
export function readMessage(channel: string, id: string, message: string): ReadonlyMap<string, MessageValue> {
  const values = new Map<string, MessageValue>();
  let open: { readonly part: Part; readonly start: number } | null = null;
  const close = (end: number): boolean => {
    if (open === null) return true;
    const text = message.slice(open.start, end);
    values.set(open.part.name, { text, span: { start: open.start, end } });
    return open.part.shape?.test(text) ?? true;
  };
  for (const part of FORMS[`${channel}\0${id}`] ?? []) {
    const place = placeOf(part.before, message, open?.start ?? 0, open?.part.anything === true);
    if (place === null || !close(place.index)) return NONE;
    open = { part, start: place.index + place[0].length };
  }
  return open !== null && close(message.trimEnd().length) ? values : NONE;
}

/** The first place of a mark from an offset on, or the last one. */
function placeOf(mark: RegExp, message: string, from: number, last: boolean): RegExpExecArray | null {
  mark.lastIndex = from;
  const first = mark.exec(message);
  if (!last || first === null) return first;
  let found = first;
  for (let next = mark.exec(message); next !== null; next = mark.exec(message)) found = next;
  return found;
}

/** Whether messages of this kind of event can be read. */
export function hasMessageForm(channel: string, id: string): boolean {
  return Object.hasOwn(FORMS, `${channel}\0${id}`);
}
