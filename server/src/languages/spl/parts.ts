import type { FieldRef } from "#syntax/spl/ast.ts";
import type { OptionType, Part } from "#syntax/spl/grammar.ts";

type PartOf<K extends Part["kind"]> = Extract<Part, { readonly kind: K }>;

/** What any part may say beyond its kind. */
interface Over {
  readonly required?: boolean;
}

/** `name=value`. */
export function option(
  names: string | readonly string[],
  type: OptionType,
  doc: string,
  byDefault?: string,
): PartOf<"option"> & { readonly repeat?: false } {
  const list = typeof names === "string" ? [names] : names;
  return { kind: "option", names: list, type, doc, ...(byDefault === undefined ? {} : { default: byDefault }) };
}

/** A positional word. */
export function word(type: PartOf<"word">["type"], doc: string, over: Over = {}): PartOf<"word"> {
  return { kind: "word", type, doc, ...over };
}

/** A keyword on its own. */
export function flag(words: readonly string[], doc: string): PartOf<"flag"> {
  return { kind: "flag", words, doc };
}

/** One field. */
export function field(
  access: FieldRef["access"],
  doc: string,
  over: Over & { readonly wildcard?: boolean } = {},
): PartOf<"field"> {
  return { kind: "field", access, doc, ...over };
}

/** Several fields. */
export function fields(
  access: FieldRef["access"],
  doc: string,
  over: Over & { readonly wildcard?: boolean } = {},
): PartOf<"fields"> {
  return { kind: "fields", access, doc, ...over };
}

/** A keyword and a field: `AS x`. */
export function clauseField(
  keywords: readonly string[],
  access: FieldRef["access"],
  doc: string,
  over: Over = {},
): PartOf<"clause-field"> {
  return { kind: "clause-field", keywords, access, doc, ...over };
}

/** A keyword and fields: `BY x y`. */
export function clauseFields(
  keywords: readonly string[],
  access: FieldRef["access"],
  doc: string,
  over: Over & { readonly wildcard?: boolean } = {},
): PartOf<"clause-fields"> {
  return { kind: "clause-fields", keywords, access, doc, ...over };
}

/** The BY clause of aggregating commands. */
export function byFields(doc = "Fields whose values make the groups."): PartOf<"clause-fields"> {
  return clauseFields(["by"], "group", doc);
}

/** `AS name` for a field that the command writes. */
export function asField(doc: string): PartOf<"clause-field"> {
  return clauseField(["as"], "write", doc);
}

/** Aggregations as stats has them. */
export function aggregations(doc: string, context: "stats" | "tstats" = "stats"): PartOf<"aggregations"> {
  return { kind: "aggregations", context, required: true, doc };
}

/** A search expression in place. */
export function searchExpression(doc: string, over: Over = {}): PartOf<"search-expression"> {
  return { kind: "search-expression", doc, ...over };
}

/** A keyword and a search expression: `WHERE …`. */
export function clauseSearch(keywords: readonly string[], doc: string): PartOf<"clause-search"> {
  return { kind: "clause-search", keywords, doc };
}

/** An eval expression in place. */
export function evalExpression(
  doc: string,
  over: Over & { readonly parenthesised?: boolean } = {},
): PartOf<"eval-expression"> {
  return { kind: "eval-expression", doc, ...over };
}

/** Subsearches in brackets; exactly one unless told otherwise. */
export function subsearches(
  doc: string,
  over: { readonly min?: number; readonly max?: number; readonly role?: "argument" | "template" } = {},
): PartOf<"subsearches"> {
  const { min = 1, max = 1, role = "argument" } = over;
  return { kind: "subsearches", min, max, role, doc, ...(min > 0 ? { required: true } : {}) };
}

/** Whatever is left. */
export function rest(doc: string): PartOf<"rest"> {
  return { kind: "rest", doc };
}
