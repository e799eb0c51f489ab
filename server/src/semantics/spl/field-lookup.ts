import type { Catalog } from "#catalog/catalog.ts";
import { fieldPattern } from "#events/field-pattern.ts";
import {
  type EventKind,
  type EventKinds,
  type FieldInfo,
  type FieldSet,
  type Presence,
  UNKNOWN_FIELD,
} from "#events/field-set.ts";
import { anyEventField, eventField, eventFieldNames, isAlwaysThere } from "./event-fields.ts";
import { isFilledIn } from "./search-token.ts";

/** One presence for several: equal ones stay, different ones become "maybe". */
export function joinPresence(presences: Iterable<Presence>): Presence {
  let joined: Presence | undefined;
  for (const presence of presences) {
    if (joined === undefined) joined = presence;
    else if (joined !== presence) return "maybe";
  }
  return joined ?? "maybe";
}

/** The presence of a field for rows of the admitted kinds. */
export function presenceOver(info: FieldInfo, kinds: EventKinds): Presence {
  const { presenceByKind } = info;
  if (presenceByKind === undefined || kinds.open || kinds.kinds.length === 0) return info.presence;
  return joinPresence(kinds.kinds.map((kind) => presenceByKind.get(kind.key) ?? info.presence));
}

/** The presence of a field for one kind of event. */
export function presenceFor(info: FieldInfo, kind: EventKind): Presence {
  return info.presenceByKind?.get(kind.key) ?? info.presence;
}

/** What is known of a field at a point of a pipeline, event kinds included. */
export function fieldAt(catalog: Catalog, fields: FieldSet, name: string): FieldInfo {
  // `<<FIELD>>` and its kin stand for other names in a template of foreach, `$token$` for anything.
  if (name.includes("<<") || isFilledIn(name)) return UNKNOWN_FIELD;
  const written = fields.written.get(name);
  if (written !== undefined) {
    const presence = presenceOver(written, fields.kinds);
    return presence === written.presence ? written : { ...written, presence };
  }
  if (fields.events === null) {
    return fields.open ? UNKNOWN_FIELD : { ...UNKNOWN_FIELD, presence: "absent" };
  }
  if (fields.events.open) {
    // Behind a stage of which nothing is known even a known name may hold something else.
    return fields.open && !isAlwaysThere(name) ? UNKNOWN_FIELD : anyEventField(catalog, name);
  }
  const info = fieldOfKinds(catalog, fields.events.kinds, name);
  return fields.open && info.presence === "absent" ? UNKNOWN_FIELD : info;
}

const caches = new WeakMap<readonly EventKind[], Map<string, FieldInfo>>();

/** A field of events of the given kinds. */
function fieldOfKinds(catalog: Catalog, kinds: readonly EventKind[], name: string): FieldInfo {
  if (kinds.length === 0) return anyEventField(catalog, name);
  let cache = caches.get(kinds);
  if (cache === undefined) {
    cache = new Map();
    caches.set(kinds, cache);
  }
  let info = cache.get(name);
  if (info === undefined) {
    info = describeOver(catalog, kinds, name);
    cache.set(name, info);
  }
  return info;
}

function describeOver(catalog: Catalog, kinds: readonly EventKind[], name: string): FieldInfo {
  const facts = kinds.map((kind) => [kind.key, eventField(catalog, kind, name)] as const);
  const there = facts.filter(([, fact]) => fact.presence !== "absent").map(([, fact]) => fact);
  const known = there.filter((fact) => fact.from !== "unknown");
  // Of a field that none of them has, its name still tells what it would hold.
  const content = same((there.length === 0 ? facts.map(([, fact]) => fact) : known).map((fact) => fact.content));
  const isDefault = facts.every(([, fact]) => fact.from === "default");
  const byRendering = known.some(
    (fact) => fact.from === "text-rendering" || fact.from === "alias" || fact.from === "shared",
  );
  return {
    presence: joinPresence(facts.map(([, fact]) => fact.presence)),
    presenceByKind: new Map(facts.map(([key, fact]) => [key, fact.presence])),
    type: same(known.map((fact) => fact.type)) ?? "any",
    multivalue: byRendering || (known.length === 0 && there.length > 0) ? "maybe" : "never",
    domain: { kind: "any" },
    casing: "as-is",
    ...(content === undefined ? {} : { content }),
    provenance: { kind: isDefault ? "default" : "event", from: [name] },
  };
}

/** The value that all share, if they do. */
export function same<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** The names known at a point that fit a pattern; `complete` when there can be no others. */
export function namesMatching(
  catalog: Catalog,
  fields: FieldSet,
  pattern: string,
): { readonly names: readonly string[]; readonly complete: boolean } {
  const { matches } = fieldPattern(pattern);
  const names = new Set<string>();
  for (const [name, info] of fields.written) {
    if (matches(name) && info.presence !== "absent") names.add(name);
  }
  if (fields.events !== null && !fields.events.open) {
    for (const kind of fields.events.kinds) {
      for (const name of eventFieldNames(catalog, kind)) {
        if (matches(name) && !fields.written.has(name)) names.add(name);
      }
    }
  }
  return { names: [...names], complete: fields.events === null && !fields.open };
}
