import type { WireConnection } from "#events/wire.ts";
import { namedBy, type ReadElement } from "#languages/signature/signature-language.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import { type ElementFound, findElement } from "./find-element.ts";
import { keepPlaced } from "./ordering.ts";

/** What a rule found in one connection. */
export interface Verdict {
  readonly holds: boolean;
  /** What each element found, by name. */
  readonly found: ReadonlyMap<string, ElementFound>;
  /** Ordinals of the events that the elements that hold were found in. */
  readonly events: ReadonlySet<number>;
}

/** Judges a connection by a condition over elements. */
export function judge(elements: readonly ReadElement[], condition: Condition, connection: WireConnection): Verdict {
  const found = new Map<string, ElementFound>();
  for (const one of elements) found.set(one.element.name, findElement(one, connection));
  keepPlaced(elements, found);
  const holding = new Set(elements.filter((one) => elementHolds(one, found)).map(({ element }) => element.name));
  const holds = conditionHolds(condition, holding, found);
  const events = new Set<number>();
  for (const [name, { matches }] of found) {
    if (holds && holding.has(name)) for (const match of matches) for (const event of match.events) events.add(event);
  }
  return { holds, found, events };
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
