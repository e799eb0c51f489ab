import type { Catalog } from "#catalog/catalog.ts";
import { type FieldInfo, type FieldSet, withField } from "#events/field-set.ts";
import type { Comparison } from "./comparison.ts";
import type { Condition } from "./condition.ts";
import { intersectDomains, isNumeric, rangeDomain, setDomain, uniteDomains } from "./domain.ts";
import { admittedKinds, isRewritten } from "./event-kinds.ts";
import { fieldAt, same } from "./field-lookup.ts";
import { IDENTITY_FIELDS } from "./telling.ts";
import { toldFields } from "./told-fields.ts";

/**
 * The fields of the rows for which a condition holds (SPL reference 8.2): the kinds of event that it admits, and for
 * fields compared in every branch presence and values. NOT tells nothing but what isnull and isnotnull say.
 */
export function refineBy(catalog: Catalog, before: FieldSet, condition: Condition): FieldSet {
  return refineFields(catalog, refineKinds(catalog, before, condition), condition, ALL);
}

/** Which fields are wanted: of alternatives only those count of which all of them tell something. */
type Wanted = (name: string) => boolean;

const ALL: Wanted = () => true;

/** Rows for which a condition is not true: only presence tests and event kinds tell something. */
export function refineByFailure(catalog: Catalog, before: FieldSet, condition: Condition): FieldSet {
  if (condition.kind === "presence") {
    return withPresence(catalog, before, condition.field, !condition.present);
  }
  if (condition.kind === "or") {
    return condition.items.reduce((fields, item) => refineByFailure(catalog, fields, item), before);
  }
  const negated: Condition = { kind: "not", item: condition, node: condition.node, language: "search" };
  return refineKinds(catalog, before, negated);
}

function refineKinds(catalog: Catalog, before: FieldSet, condition: Condition): FieldSet {
  const kinds = admittedKinds(catalog, before.kinds, condition, { rewritten: lostIdentity(before) });
  if (kinds === before.kinds) return before;
  const unchanged = !kinds.open && !before.kinds.open && kinds.kinds.length === before.kinds.kinds.length;
  if (unchanged) return before;
  return { ...before, kinds, events: before.events === null ? null : kinds };
}

/** Identity fields that were written, or that are gone since the set was closed. */
function lostIdentity(fields: FieldSet): (name: string) => boolean {
  const rewritten = isRewritten(fields);
  return (name) => rewritten(name) || (fields.events === null && !fields.written.has(name));
}

function refineFields(catalog: Catalog, before: FieldSet, condition: Condition, wanted: Wanted): FieldSet {
  switch (condition.kind) {
    case "and":
      return condition.items.reduce((fields, item) => refineFields(catalog, fields, item, wanted), before);
    case "or":
      return refineAlternatives(catalog, before, condition, wanted);
    case "not": {
      const { item } = condition;
      if (item.kind !== "presence" || !wanted(item.field)) return before;
      return withPresence(catalog, before, item.field, !item.present);
    }
    case "presence":
      return wanted(condition.field) ? withPresence(catalog, before, condition.field, condition.present) : before;
    case "compare":
      return wanted(condition.comparison.field) ? withComparison(catalog, before, condition.comparison) : before;
    default:
      return condition.requires
        .filter(wanted)
        .reduce((fields, name) => withPresence(catalog, fields, name, true), before);
  }
}

/** What all alternatives tell. Identity fields are followed in each, since what it tells of its kinds hangs on them. */
function refineAlternatives(
  catalog: Catalog,
  before: FieldSet,
  condition: Extract<Condition, { kind: "or" }>,
  wanted: Wanted,
): FieldSet {
  const told = toldFields(condition);
  const isShared: Wanted = (name) => (told.has(name) && wanted(name)) || IDENTITY_FIELDS.has(name);
  if (![...told].some(wanted)) return before;
  const branches = condition.items.map((item) =>
    refineFields(catalog, refineKinds(catalog, before, item), item, isShared),
  );
  return joinBranches(before, branches);
}

function withPresence(catalog: Catalog, before: FieldSet, name: string, present: boolean): FieldSet {
  const { presenceByKind: _byKind, ...info } = fieldAt(catalog, before, name);
  return withField(before, name, { ...info, presence: present ? "definite" : "absent" });
}

function withComparison(catalog: Catalog, before: FieldSet, comparison: Comparison): FieldSet {
  const { presenceByKind: _byKind, ...info } = fieldAt(catalog, before, comparison.field);
  const domain = comparedDomain(comparison);
  const single = info.multivalue === "never";
  const next: FieldInfo = {
    ...info,
    presence: "definite",
    domain: domain === undefined ? info.domain : single ? intersectDomains(info.domain, domain) : info.domain,
  };
  return withField(before, comparison.field, next);
}

/** The values that a comparison leaves; undefined when it says nothing exact. */
export function comparedDomain(comparison: Comparison): FieldInfo["domain"] | undefined {
  // An event answers to several names of its source, one a profile, so two of them do not exclude each other.
  if (comparison.field === "source" || comparison.field === "sourcetype") return undefined;
  if (comparison.negated || comparison.partial || comparison.values.length === 0) return undefined;
  const texts = comparison.values.map((value) => value.text);
  if (comparison.op === "search") {
    return texts.some((text) => text.includes("*") || text.includes("/")) ? undefined : setDomain(texts, true);
  }
  if (comparison.op === "equals") return setDomain(texts, comparison.through !== undefined);
  const [limit] = texts;
  if (comparison.op !== "range" || limit === undefined || !isNumeric(limit)) return undefined;
  const below = comparison.written === "<" || comparison.written === "<=";
  return below
    ? rangeDomain(Number.NEGATIVE_INFINITY, Number(limit))
    : rangeDomain(Number(limit), Number.POSITIVE_INFINITY);
}

/** Joins the branches of an OR: what one branch leaves open stays as it was. */
function joinBranches(before: FieldSet, branches: readonly FieldSet[]): FieldSet {
  const [first, ...others] = branches;
  if (first === undefined) return before;
  let joined = before;
  for (const [name, info] of first.written) {
    if (before.written.get(name) === info) continue;
    const infos = [info];
    for (const branch of others) {
      const other = branch.written.get(name);
      if (other !== undefined && other !== before.written.get(name)) infos.push(other);
    }
    if (infos.length === branches.length) joined = withField(joined, name, joinInfos(infos));
  }
  return joined;
}

function joinInfos(infos: readonly FieldInfo[]): FieldInfo {
  const [first] = infos;
  if (first === undefined) throw new Error("no branches");
  return {
    ...first,
    presence: same(infos.map((info) => info.presence)) ?? "maybe",
    domain: uniteDomains(infos.map((info) => info.domain)),
    casing: same(infos.map((info) => info.casing)) ?? "as-is",
  };
}
