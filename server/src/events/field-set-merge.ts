import { type EventKinds, type FieldInfo, type FieldSet, type Presence, UNKNOWN_FIELD } from "./field-set.ts";

/** What a merge asks of a set about one name: its info there, event kinds included. */
export type FieldLookup = (set: FieldSet, name: string) => FieldInfo;

function eitherKinds(a: EventKinds, b: EventKinds): EventKinds {
  if (a.open || b.open) return { open: true };
  const byKey = new Map([...a.kinds, ...b.kinds].map((kind) => [kind.key, kind]));
  return { open: false, kinds: [...byKey.values()] };
}

function eitherPresence(a: Presence, b: Presence): Presence {
  return a === b ? a : "maybe";
}

function eitherInfo(a: FieldInfo, b: FieldInfo): FieldInfo {
  if (a.presence === "absent") return { ...b, presence: eitherPresence(a.presence, b.presence) };
  if (b.presence === "absent") return { ...a, presence: "maybe" };
  const from = [...new Set([...a.provenance.from, ...b.provenance.from])];
  return {
    presence: eitherPresence(a.presence, b.presence),
    type: a.type === b.type ? a.type : "any",
    multivalue: a.multivalue === b.multivalue ? a.multivalue : "maybe",
    domain: a.domain === b.domain ? a.domain : { kind: "any" },
    casing: a.casing === b.casing ? a.casing : "as-is",
    ...(a.content !== undefined && a.content === b.content ? { content: a.content } : {}),
    provenance: { ...a.provenance, from },
  };
}

/**
 * A field that a command writes into some rows only, and that keeps what it held in the others: rex where the pattern does not
 * match, delta in the first row. The presence is that of `made`.
 */
export function perhapsWritten(old: FieldInfo, made: FieldInfo): FieldInfo {
  const info = old.presence === "absent" ? made : eitherInfo(old, made);
  return { ...info, presence: made.presence, provenance: made.provenance };
}

/** The set of rows that come from one of two: definite only where both are (append, union). */
export function eitherFields(a: FieldSet, b: FieldSet, lookup: FieldLookup): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const name of new Set([...a.written.keys(), ...b.written.keys()])) {
    written.set(name, eitherInfo(lookup(a, name), lookup(b, name)));
  }
  // Beside rows that are no events the fields of events are not sure any more, and any may be there.
  const events = a.events === null || b.events === null ? null : eitherKinds(a.events, b.events);
  return {
    written,
    events,
    open: a.open || b.open || (events === null && a.events !== b.events),
    removed: a.removed.filter((removal) => b.removed.includes(removal)),
    hasRaw: a.hasRaw || b.hasRaw,
    order: "unknown",
    kinds: eitherKinds(a.kinds, b.kinds),
  };
}

/**
 * The set of left rows that got the fields of right rows: the right's are definite only where `always` (an inner join).
 * Names in `keys` stay the left's, definite.
 */
export function besideFields(
  left: FieldSet,
  right: FieldSet,
  over: { readonly keys: readonly string[]; readonly always: boolean; readonly overwrite: boolean },
  lookup: FieldLookup,
): FieldSet {
  const written = new Map(left.written);
  for (const name of right.written.keys()) {
    const there = lookup(right, name);
    if (there.presence === "absent" || over.keys.includes(name)) continue;
    const here = lookup(left, name);
    const sure = over.always && there.presence === "definite";
    const provenance = { ...there.provenance, kind: "join" as const };
    if (here.presence === "absent") {
      written.set(name, { ...there, presence: sure ? "definite" : "maybe", provenance });
    } else if (sure && over.overwrite) written.set(name, { ...there, provenance });
    else written.set(name, { ...eitherInfo(here, there), presence: here.presence });
  }
  for (const [name, here] of left.written) {
    if (here.presence !== "absent" || right.written.has(name) || over.keys.includes(name)) continue;
    // What the left rows lost may come back with the right ones.
    const there = lookup(right, name);
    if (there.presence !== "absent") {
      written.set(name, { ...there, presence: "maybe", provenance: { ...there.provenance, kind: "join" } });
    }
  }
  for (const key of over.keys) {
    const { presenceByKind: _unused, ...info } = lookup(left, key);
    if (over.always) written.set(key, { ...info, presence: "definite" });
  }
  const opened = right.open || right.events !== null;
  return { ...left, written, open: left.open || opened, hasRaw: left.hasRaw || right.hasRaw };
}

/** A set in which every known field may be there, with any value, and others too. */
export function anyFields(before: FieldSet): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const [name, { provenance }] of before.written) written.set(name, { ...UNKNOWN_FIELD, provenance });
  return { ...before, written, open: true };
}

/** A set of which nothing is known, as after a search that cannot be seen into. */
export function unknownFields(before: FieldSet): FieldSet {
  return {
    written: new Map([
      ["_time", UNKNOWN_FIELD],
      ["_raw", UNKNOWN_FIELD],
    ]),
    events: null,
    open: true,
    removed: [],
    hasRaw: true,
    order: "unknown",
    kinds: before.kinds,
  };
}
