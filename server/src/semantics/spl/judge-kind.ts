import type { Catalog } from "#catalog/catalog.ts";
import type { ChannelFact } from "#catalog/event-ids.ts";
import type { EventKind } from "#events/field-set.ts";
import { likeMatch } from "#runtime/like-match.ts";
import type { Comparison, ConditionValue } from "./comparison.ts";
import type { Condition } from "./condition.ts";
import { IDENTITY_FIELDS, tellingItems } from "./telling.ts";
import { everyVerdict, notVerdict, someVerdict, type Verdict } from "./verdict.ts";
import { fitsWildcard } from "./wildcard.ts";
import { readSource, sourceValues } from "./windows-source.ts";

/** The names under which an event of Windows has its id. */
export const EVENT_ID_FIELDS: ReadonlySet<string> = new Set(["EventCode", "EventID", "signature_id"]);

/** What a condition is judged for: a channel with an event id, a channel whose id is not known, or anything else. */
export interface Subject {
  /** undefined: an event of a source that is not in the catalog. */
  readonly channel: ChannelFact | undefined;
  readonly id: number | undefined;
}

/** An event of a source that is not in the catalog. */
export const ELSEWHERE: Subject = { channel: undefined, id: undefined };

/** How kinds of events are judged. */
export interface KindOptions {
  /** Fields that no longer tell the kind, since the search has written them. */
  readonly rewritten?: (field: string) => boolean;
  /** Judge channels only: conditions on ids are left out. */
  readonly ignoreIds?: boolean;
}

/** What the catalog and the condition alone say about a kind of event. */
export function judgeKind(catalog: Catalog, condition: Condition, kind: EventKind, options: KindOptions = {}): Verdict {
  return judgeCondition(catalog, condition, { channel: catalog.windows.channel(kind.channel), id: kind.id }, options);
}

/** The same for a subject; `listed` are the ids that are known of its channel. */
export function judgeCondition(
  catalog: Catalog,
  condition: Condition,
  subject: Subject,
  options: KindOptions,
  listed?: ReadonlySet<number>,
): Verdict {
  switch (condition.kind) {
    case "and":
    case "or": {
      const { items, others } = tellingItems(condition);
      const verdicts = items.map((item) => judgeCondition(catalog, item, subject, options, listed));
      if (others) verdicts.push("maybe");
      return condition.kind === "and" ? everyVerdict(verdicts) : someVerdict(verdicts);
    }
    case "not":
      return notVerdict(judgeCondition(catalog, condition.item, subject, options, listed));
    case "compare": {
      const { comparison } = condition;
      if (!IDENTITY_FIELDS.has(comparison.field) || options.rewritten?.(comparison.field) === true) return "maybe";
      if (EVENT_ID_FIELDS.has(comparison.field)) {
        return options.ignoreIds === true ? "maybe" : judgeId(comparison, subject, listed);
      }
      return judgeSource(catalog, comparison, subject);
    }
    default:
      return "maybe";
  }
}

/** `EventCode` is there in every rendering; its other names may be missing, so they never hold for certain. */
function judgeId(comparison: Comparison, subject: Subject, listed: ReadonlySet<number> | undefined): Verdict {
  const { id } = subject;
  if (comparison.through !== undefined || comparison.op === "match") return "maybe";
  if (id === undefined) return listed === undefined ? "maybe" : judgeUnknownId(comparison, listed);
  const holds = comparison.values.some((value) => idHolds(comparison, value, id));
  const certain = comparison.field === "EventCode";
  if (holds) return comparison.negated ? "never" : certain ? "always" : "maybe";
  if (comparison.partial) return "maybe";
  return comparison.negated ? (certain ? "always" : "maybe") : "never";
}

/** For an event id that is none of the listed ones: plain values that are listed cannot be it. */
function judgeUnknownId(comparison: Comparison, listed: ReadonlySet<number>): Verdict {
  if (comparison.negated || comparison.partial || comparison.op === "range") return "maybe";
  const all = comparison.values.every((value) => /^\d+$/.test(value.text) && listed.has(Number(value.text)));
  return all ? "never" : "maybe";
}

function idHolds(comparison: Comparison, value: ConditionValue, id: number): boolean {
  switch (comparison.op) {
    case "search":
      return fitsWildcard(value.text, String(id));
    case "equals":
      return value.text.trim() !== "" && Number(value.text) === id;
    case "like":
      return likeMatch(value.text).test(String(id));
    case "range":
      return inOrder(comparison.written, id, value.text);
    default:
      return true;
  }
}

function inOrder(operator: string, id: number, text: string): boolean {
  const limit = Number(text);
  if (text.trim() === "" || Number.isNaN(limit)) return true;
  switch (operator) {
    case "<":
      return id < limit;
    case "<=":
      return id <= limit;
    case ">":
      return id > limit;
    default:
      return id >= limit;
  }
}

/** What a comparison of a source says of each channel; the id does not matter, so it is judged once a channel. */
const sourceVerdicts = new WeakMap<Comparison, Map<ChannelFact | undefined, Verdict>>();

function judgeSource(catalog: Catalog, comparison: Comparison, subject: Subject): Verdict {
  let known = sourceVerdicts.get(comparison);
  if (known === undefined) {
    known = new Map();
    sourceVerdicts.set(comparison, known);
  }
  let verdict = known.get(subject.channel);
  if (verdict === undefined) {
    verdict = findSource(catalog, comparison, subject);
    known.set(subject.channel, verdict);
  }
  return verdict;
}

/** A source, source type or channel: which of its values an event has depends on the rendering, so nothing holds for certain. */
function findSource(catalog: Catalog, comparison: Comparison, subject: Subject): Verdict {
  if (comparison.negated || comparison.partial || comparison.op === "range" || comparison.op === "match")
    return "maybe";
  const { channel } = subject;
  if (channel === undefined) {
    return comparison.values.some((value) => reachesElsewhere(catalog, comparison, value.text)) ? "maybe" : "never";
  }
  const field = comparison.field === "source" || comparison.field === "sourcetype" ? comparison.field : undefined;
  const possible = field === undefined ? [channel.channel, ...channel.aliases] : sourceValues(channel, field);
  return comparison.values.some((value) => possible.some((text) => valueHolds(comparison, value, text)))
    ? "maybe"
    : "never";
}

function valueHolds(comparison: Comparison, value: ConditionValue, text: string): boolean {
  if (comparison.through !== undefined) return value.text.toLowerCase() === text.toLowerCase();
  switch (comparison.op) {
    case "search":
      return fitsWildcard(value.text, text);
    case "like":
      return likeMatch(value.text.toLowerCase()).test(text.toLowerCase());
    default:
      // The stored spelling of a source varies (`xmlwineventlog`), so case is not held against an exact comparison.
      return value.text.toLowerCase() === text.toLowerCase();
  }
}

/** Whether events of sources outside the catalog can have this value. */
function reachesElsewhere(catalog: Catalog, comparison: Comparison, text: string): boolean {
  const pattern = comparison.op === "like" ? text.replace(/%/g, "*") : text;
  if (comparison.field === "Channel" || comparison.field === "LogName") {
    return catalog.windows.channel(pattern) === undefined;
  }
  const reading = readSource(catalog, pattern);
  if (reading.kind === "channel" || reading.kind === "provider") return pattern.replace(/^\*+|\*+$/g, "").includes("*");
  // "*Microsoft-Windows-Sysmon/Operational": the channel's own name is telling enough.
  const bare = pattern.replace(/^\*+|\*+$/g, "");
  return !(bare.startsWith("Microsoft-Windows-") && catalog.windows.channel(bare) !== undefined);
}
