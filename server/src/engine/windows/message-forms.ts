import type { Span } from "#base/span.ts";

/**
 * Messages from which an event's values can be read when an export leaves EventData out, by channel and id. Group names are
 * the names of the event's data.
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  "Microsoft-Windows-WMI-Activity/Operational\u00005857":
    /^(?<ProviderName>.*?) provider started with result code (?<Code>\w+)\. HostProcess = (?<HostProcess>.*?); ProcessID = (?<ProcessID>\d+); ProviderPath = (?<ProviderPath>.*?)\s*$/ds,
  "Microsoft-Windows-WMI-Activity/Operational\u00005858":
    /^Id = (?<Id>.*?); ClientMachine = (?<ClientMachine>.*?); User = (?<User>.*?); ClientProcessId = (?<ClientProcessId>\d+); Component = (?<Component>.*?); Operation = (?<Operation>.*); ResultCode = (?<ResultCode>\w+); PossibleCause = (?<PossibleCause>.*?)\s*$/ds,
  "Microsoft-Windows-WMI-Activity/Operational\u00005859":
    /^Namespace = (?<NamespaceName>.*?); NotificationQuery = (?<Query>.*?); OwnerName = (?<User>.*?); HostProcessID = (?<processid>\d+);\s+Provider= (?<providerName>.*?), queryID = (?<queryid>\d+); PossibleCause = (?<PossibleCause>.*?)\s*$/ds,
  "Microsoft-Windows-WMI-Activity/Operational\u00005860":
    /^Namespace = (?<NamespaceName>.*?); NotificationQuery = (?<Query>.*?); UserName = (?<User>.*?); ClientProcessID = (?<processid>\d+), ClientMachine = (?<ClientMachine>.*?); PossibleCause = (?<PossibleCause>.*?)\s*$/ds,
  "Microsoft-Windows-WMI-Activity/Operational\u00005861":
    /^Namespace = (?<Namespace>.*?); Eventfilter = (?<ESS>.*?) \(refer to its activate eventid:\s?5859\); Consumer = (?<CONSUMER>.*?); PossibleCause = (?<PossibleCause>.*?)\s*$/ds,
};

/** A value found in a message, with its place in it. */
export interface MessageValue {
  readonly text: string;
  readonly span: Span;
}

const NONE: ReadonlyMap<string, MessageValue> = new Map();

/** The values of an event that its rendered message tells; none for events whose message is not known. */
export function readMessage(channel: string, id: string, message: string): ReadonlyMap<string, MessageValue> {
  const match = FORMS[`${channel}\0${id}`]?.exec(message);
  if (match?.groups === undefined || match.indices?.groups === undefined) return NONE;
  const values = new Map<string, MessageValue>();
  for (const [name, text] of Object.entries(match.groups)) {
    const place = match.indices.groups[name];
    if (place !== undefined) values.set(name, { text, span: { start: place[0], end: place[1] } });
  }
  return values;
}

/** Whether messages of this kind of event can be read. */
export function hasMessageForm(channel: string, id: string): boolean {
  return Object.hasOwn(FORMS, `${channel}\0${id}`);
}
