import type { Comparison } from "./comparison.ts";
import type { Condition } from "./condition.ts";

/** Fields that tell what kind of event a row is. */
export const IDENTITY_FIELDS: ReadonlySet<string> = new Set([
  "source",
  "sourcetype",
  "Channel",
  "LogName",
  "EventCode",
  "EventID",
  "signature_id",
]);

/** What a condition says about kinds of events, as far as it says anything. */
interface Telling {
  /** Equal for conditions that say the same of every kind. */
  readonly key: string;
  /** Of an AND or OR: its operands that say something, each once. */
  readonly items: readonly Condition[];
  /** Of an AND or OR: it has operands that say nothing. */
  readonly others: boolean;
}

const tellings = new WeakMap<Condition, { readonly telling: Telling | undefined }>();

/** Whether a condition says anything about event kinds. */
export function namesKinds(condition: Condition): boolean {
  return tellingOf(condition) !== undefined;
}

/** The operands of an AND or OR that say something about event kinds, each once, and whether there are others. */
export function tellingItems(condition: Extract<Condition, { kind: "and" | "or" }>): Omit<Telling, "key"> {
  return tellingOf(condition) ?? NOTHING;
}

const NOTHING: Omit<Telling, "key"> = { items: [], others: true };

function tellingOf(condition: Condition): Telling | undefined {
  let known = tellings.get(condition);
  if (known === undefined) {
    known = { telling: read(condition) };
    tellings.set(condition, known);
  }
  return known.telling;
}

function read(condition: Condition): Telling | undefined {
  switch (condition.kind) {
    case "and":
    case "or":
      return readAll(condition.kind, condition.items);
    case "not": {
      const inner = tellingOf(condition.item);
      return inner && { key: `not(${inner.key})`, items: [], others: false };
    }
    case "compare":
      return IDENTITY_FIELDS.has(condition.comparison.field)
        ? { key: keyOf(condition.comparison), items: [], others: false }
        : undefined;
    default:
      return undefined;
  }
}

function readAll(kind: "and" | "or", conditions: readonly Condition[]): Telling | undefined {
  const items = new Map<string, Condition>();
  let others = false;
  for (const condition of conditions) {
    const telling = tellingOf(condition);
    if (telling === undefined) others = true;
    else if (!items.has(telling.key)) items.set(telling.key, condition);
  }
  if (items.size === 0) return undefined;
  return { key: `${kind}(${others}${[...items.keys()].join()})`, items: [...items.values()], others };
}

function keyOf({ field, op, written, through, negated, partial, values }: Comparison): string {
  return JSON.stringify([field, op, written, through, negated, partial, values.map(({ text }) => text)]);
}
