import type { WireConnection } from "#events/wire.ts";
import { namedBy, type Per, type ReadElement } from "#languages/signature/signature-language.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import { type ElementFound, findElement } from "./find-element.ts";
import { type Found, keepPlaced } from "./ordering.ts";
import { subjectsOf, together } from "./subjects.ts";

/** A rule as far as it is looked for. */
export interface SoughtRule {
  readonly elements: readonly ReadElement[];
  readonly condition: Condition;
  readonly per: Per;
}

/** What a rule found in one connection, or in the capture when it is judged as a whole. */
export interface Verdict {
  readonly holds: boolean;
  /** What each element found, by name. */
  readonly found: ReadonlyMap<string, ElementFound>;
  /** Ordinals of the events that the elements that hold were found in. */
  readonly events: ReadonlySet<number>;
}

/**
 * Judges a connection by a rule; for `per: capture` all connections of its capture. A dump is one subject, whatever the rule
 * says.
 */
export function judge({ elements, condition, per }: SoughtRule, connection: WireConnection): Verdict {
  const connections = per === "capture" ? (connection.capture?.() ?? [connection]) : [connection];
  const found = together(connections.map((one) => findAll(elements, one)));
  const events = new Set<number>();
  let holds = false;
  for (const subject of subjectsOf(per, found, connection)) {
    const holding = new Set(elements.filter((one) => elementHolds(one, subject)).map(({ element }) => element.name));
    if (!conditionHolds(condition, holding, subject)) continue;
    holds = true;
    for (const [name, { matches }] of subject) {
      if (holding.has(name)) for (const match of matches) for (const event of match.events) events.add(event);
    }
  }
  return { holds, found, events };
}

function findAll(elements: readonly ReadElement[], connection: WireConnection): Found {
  const found: Found = new Map();
  for (const one of elements) found.set(one.element.name, findElement(one, connection));
  keepPlaced(elements, found);
  return found;
}

function elementHolds({ element, options }: ReadElement, found: ReadonlyMap<string, ElementFound>): boolean {
  const count = found.get(element.name)?.matches.length ?? 0;
  const { op, value } = options.count ?? { op: ">=", value: 1 };
  return compare(count, op, value) !== options.not;
}

function conditionHolds(
  condition: Condition,
  holding: ReadonlySet<string>,
  found: ReadonlyMap<string, ElementFound>,
): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => conditionHolds(part, holding, found));
    case "or":
      return condition.parts.some((part) => conditionHolds(part, holding, found));
    case "not":
      return !conditionHolds(condition.part, holding, found);
    case "name":
      return holding.has(condition.name);
    case "count":
      return compare(found.get(condition.name)?.matches.length ?? 0, condition.op, condition.value);
    case "of": {
      const named = [...found.keys()].filter((name) => namedBy(condition.pattern, name));
      const held = named.filter((name) => holding.has(name)).length;
      return condition.count === "all" ? held === named.length : held >= condition.count;
    }
  }
}

function compare(count: number, op: string, value: number): boolean {
  switch (op) {
    case ">=":
      return count >= value;
    case "<=":
      return count <= value;
    case ">":
      return count > value;
    case "<":
      return count < value;
    case "!=":
      return count !== value;
    default:
      return count === value;
  }
}
