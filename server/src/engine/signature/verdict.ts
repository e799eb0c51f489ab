import type { WireConnection } from "#events/wire.ts";
import { namedBy, type ReadElement } from "#languages/signature/signature-language.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import { type ElementFound, type ElementMatch, findElement } from "./find-element.ts";

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
  for (const one of elements) orderAfter(one, elements, found, new Set());
  const holding = new Set(elements.filter((one) => elementHolds(one, found)).map(({ element }) => element.name));
  const holds = conditionHolds(condition, holding, found);
  const events = new Set<number>();
  for (const [name, { matches }] of found) {
    if (holds && holding.has(name)) for (const match of matches) for (const event of match.events) events.add(event);
  }
  return { holds, found, events };
}

/** Keeps of an element's matches those that stand behind a match of the element that it names. */
function orderAfter(
  one: ReadElement,
  elements: readonly ReadElement[],
  found: Map<string, ElementFound>,
  done: Set<string>,
): void {
  const { element, options } = one;
  if (options.after === undefined || done.has(element.name)) return;
  done.add(element.name);
  const before = elements.find((other) => other.element.name === options.after);
  if (before !== undefined) orderAfter(before, elements, found, done);
  const ends = found.get(options.after)?.matches ?? [];
  const own = found.get(element.name);
  if (own === undefined) return;
  const matches = own.matches.filter((match) => ends.some((earlier) => follows(match, earlier, options.distance)));
  found.set(element.name, { ...own, matches });
}

function follows(
  match: ElementMatch,
  earlier: ElementMatch,
  gap: { readonly min: number; readonly max: number },
): boolean {
  const end = earlier.ranges.at(-1)?.end;
  const start = match.ranges[0]?.start;
  if (end === undefined || start === undefined || match.scope !== earlier.scope) return false;
  return start - end >= gap.min && start - end <= gap.max;
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
