import type { Condition } from "./condition.ts";

const known = new WeakMap<Condition, ReadonlySet<string>>();

/** The fields of which something may be known where a condition holds: any other is as it was. */
export function toldFields(condition: Condition): ReadonlySet<string> {
  let told = known.get(condition);
  if (told === undefined) {
    told = read(condition);
    known.set(condition, told);
  }
  return told;
}

function read(condition: Condition): ReadonlySet<string> {
  switch (condition.kind) {
    case "and":
      return new Set(condition.items.flatMap((item) => [...toldFields(item)]));
    case "or":
      return shared(condition.items.map(toldFields));
    case "not":
      return new Set(condition.item.kind === "presence" ? [condition.item.field] : []);
    case "presence":
      return new Set([condition.field]);
    case "compare":
      return new Set([condition.comparison.field]);
    default:
      return new Set(condition.requires);
  }
}

function shared([first, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...(first ?? [])].filter((name) => others.every((told) => told.has(name))));
}
