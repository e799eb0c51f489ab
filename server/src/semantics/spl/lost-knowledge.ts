import { type FieldInfo, type FieldSet, openFields, UNKNOWN_FIELD, withFields } from "#events/field-set.ts";
import { anyFields } from "#events/field-set-merge.ts";
import { SINGLE_VALUED } from "./event-fields.ts";
import { ANY_KIND } from "./event-kinds.ts";

/** After a stage whose effect is not known: any field may be there or not. */
export function unknownStage(before: FieldSet): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const name of before.written.keys()) written.set(name, UNKNOWN_FIELD);
  return {
    ...openFields(before),
    written,
    events: before.events === null ? null : ANY_KIND,
    kinds: ANY_KIND,
    order: "unknown",
  };
}

/** A template may have written the default fields too. */
export function withUnknownDefaults(fields: FieldSet): FieldSet {
  return withFields(
    fields,
    SINGLE_VALUED.map((name) => [name, UNKNOWN_FIELD] as const),
  );
}

/** Behind a stage that may make fields of any name, an older field may have another value. */
export function withoutValues(before: FieldSet, after: FieldSet): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const [name, info] of after.written) {
    const old = before.written.get(name) === info;
    written.set(name, old ? { ...info, domain: { kind: "any" }, casing: "as-is" } : info);
  }
  return { ...after, written };
}

/** After such a command no row is of one kind, and what was known of fields by kind does not hold. */
export function mixedRows(after: FieldSet): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const [name, info] of after.written) {
    const { presenceByKind, ...plain } = info;
    written.set(name, presenceByKind === undefined ? plain : { ...plain, presence: "maybe" });
  }
  return { ...after, written, events: after.events === null ? null : ANY_KIND, kinds: ANY_KIND };
}

/** Rows were added that are no events and have some of the fields only, with values of their own: sums, steps of an axis. */
export function withOtherRows(before: FieldSet): FieldSet {
  return { ...anyFields(before), events: null, kinds: ANY_KIND, open: before.open || before.events !== null };
}

/**
 * A row that was joined with others is of its own kind of event, but the fields that came with the others are not: what
 * is known of them by kind is dropped.
 */
export function withoutKinds(before: FieldSet, after: FieldSet): FieldSet {
  const written = new Map<string, FieldInfo>();
  for (const [name, info] of after.written) {
    if (info.presenceByKind === undefined || before.written.get(name) === info) written.set(name, info);
    else {
      const { presenceByKind: _byKind, ...plain } = info;
      written.set(name, plain);
    }
  }
  return { ...after, written };
}
