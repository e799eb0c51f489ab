import type { Catalog } from "#catalog/catalog.ts";
import type { ChannelFact } from "#catalog/event-ids.ts";
import type { EventKind, EventKinds, FieldSet } from "#events/field-set.ts";
import type { Condition } from "./condition.ts";
import { ELSEWHERE, judgeCondition, type KindOptions, type Subject } from "./judge-kind.ts";
import { IDENTITY_FIELDS, namesKinds } from "./telling.ts";
import type { Verdict } from "./verdict.ts";
import { isListed } from "./windows-source.ts";

/** Every event kind may come. */
export const ANY_KIND: EventKinds = { open: true };

/**
 * The event kinds that a condition admits out of those admitted before it. Wherever a row of a source or channel that is
 * not fully in the catalog may pass, the result is open.
 */
export function admittedKinds(
  catalog: Catalog,
  before: EventKinds,
  condition: Condition,
  options: KindOptions = {},
): EventKinds {
  if (!namesKinds(condition)) return before;
  const { rewritten } = options;
  const plain = rewritten === undefined || ![...IDENTITY_FIELDS].some(rewritten);
  if (!plain || options.ignoreIds === true) return computeKinds(catalog, before, condition, options);
  const known = memoOf(catalog, before);
  let kinds = known.get(condition);
  if (kinds === undefined) {
    kinds = computeKinds(catalog, before, condition, {});
    known.set(condition, kinds);
  }
  return kinds;
}

type Memo = WeakMap<Condition, EventKinds>;

const openMemos = new WeakMap<Catalog, Memo>();
const closedMemos = new WeakMap<readonly EventKind[], Memo>();

/** Answers by condition, for one set of kinds. The same answer is the same object, so that others can remember by it. */
function memoOf(catalog: Catalog, before: EventKinds): Memo {
  const found = before.open ? openMemos.get(catalog) : closedMemos.get(before.kinds);
  if (found !== undefined) return found;
  const memo: Memo = new WeakMap();
  if (before.open) openMemos.set(catalog, memo);
  else closedMemos.set(before.kinds, memo);
  return memo;
}

function computeKinds(catalog: Catalog, before: EventKinds, condition: Condition, options: KindOptions): EventKinds {
  const judge = (subject: Subject) => judgeCondition(catalog, condition, subject, options);
  if (!before.open) {
    return {
      open: false,
      kinds: before.kinds.filter(
        (kind) => judge({ channel: catalog.windows.channel(kind.channel), id: kind.id }) !== "never",
      ),
    };
  }
  if (judge(ELSEWHERE) !== "never") return ANY_KIND;
  const kinds: EventKind[] = [];
  for (const channel of catalog.windows.channels()) {
    if (judge({ channel, id: undefined }) === "never") continue;
    const known = new Set<number>();
    for (const event of catalog.windows.eventsOf(channel.channel)) {
      if (known.has(event.id)) continue;
      known.add(event.id);
      if (judge({ channel, id: event.id }) !== "never") kinds.push(eventKind(channel.channel, event.id));
    }
    if (!isListed(channel) && judgeUnlisted(catalog, condition, channel, known, options) !== "never") return ANY_KIND;
  }
  return { open: false, kinds };
}

/** Whether an event of a channel whose id is not in the catalog can pass. */
function judgeUnlisted(
  catalog: Catalog,
  condition: Condition,
  channel: ChannelFact,
  known: ReadonlySet<number>,
  options: KindOptions,
): Verdict {
  return judgeCondition(catalog, condition, { channel, id: undefined }, options, known);
}

/** The kind of event of a channel and an id. */
export function eventKind(channel: string, id: number): EventKind {
  return { key: `${channel}\u0000${id}`, channel, id };
}

/** Whether a search has written an identity field, so that it no longer tells the kind of event. */
export function isRewritten(fields: FieldSet): (field: string) => boolean {
  return (name) => {
    const written = fields.written.get(name);
    if (written === undefined) return false;
    const { kind } = written.provenance;
    return written.presence === "absent" || (kind !== "event" && kind !== "default");
  };
}
