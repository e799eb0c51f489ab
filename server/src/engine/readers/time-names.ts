/**
 * Names that logs give the time of an event, best first: what Splunk exports, what Elastic, AWS, Microsoft 365, Entra ID,
 * Defender, Sentinel, Okta, Kubernetes and GitHub write, and general words behind them.
 */
export const TIME_NAMES: readonly string[] = [
  "_time",
  "@timestamp",
  "timestamp",
  "Timestamp",
  "TimeGenerated",
  "TimeGenerated [UTC]",
  "Timestamp [UTC]",
  "eventTime",
  "EventTime",
  "time",
  "ts",
  "datetime",
  "TimeCreated",
  "UtcTime",
  "CreationTime",
  "CreationDate",
  "createdDateTime",
  "activityDateTime",
  "published",
  "requestReceivedTimestamp",
  "created_at",
  "date",
];

/** Times that stand in two fields, as firewalls and web servers write them: the day and the time of day. */
export const SPLIT_TIME = { day: "date", clock: "time" } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CLOCK = /^\d\d:\d\d:\d\d(?:\.\d+)?$/;

/** The time that a day and a time of day make; null unless they are those. */
export function joinedTime(day: string | null, clock: string | null): string | null {
  return day !== null && clock !== null && DAY.test(day) && CLOCK.test(clock) ? `${day} ${clock}` : null;
}
