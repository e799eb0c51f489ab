import type { Span } from "#base/span.ts";
import type { FieldSource } from "#events/event.ts";
import { toList, type Value } from "#events/value.ts";
import { likeMatch } from "#runtime/like-match.ts";
import { wildcardMatch } from "#runtime/text-match.ts";
import type { ClauseTest } from "../compile/condition-tree.ts";

/** Why a clause did not answer as needed. */
export type ReasonKind =
  | "field-absent"
  | "case-differs"
  | "wildcard-is-literal"
  | "path-not-name"
  | "number-form-differs"
  | "value-differs"
  | "order-differs"
  | "not-in-text"
  | "excluded"
  | "not-in-dataset"
  | "null-comparison"
  | "false";

/** A change of the rule's text that would let the event pass; spans are of the written text. */
export interface WhyNotRepair {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

export interface Reason {
  readonly kind: ReasonKind;
  /** One or two sentences, plain text. */
  readonly message: string;
  readonly repair?: WhyNotRepair;
}

/** What a clause saw: its test, the value (null: absent), and the event for fields that would have fitted. */
export interface Seen {
  readonly test: ClauseTest;
  readonly span: Span;
  readonly value: Value;
  readonly field: string | null;
  readonly truth: boolean | null;
  readonly needed: boolean;
  readonly fields: FieldSource;
  /** The rule's text as written; repairs are offered where a literal stands there as itself. */
  readonly text: string;
}

/** The reason why a clause did not answer as needed, most telling first. */
export function reasonOf(seen: Seen): Reason {
  const { test, value, field } = seen;
  if (!seen.needed) return excluded(seen);
  if (test.language === "term") return notInText(seen);
  if (value === null && field !== null) return absent(seen, field);
  if (field === null || test.field === undefined)
    return { kind: "false", message: `${quoted(seen)} is not true of this event.` };
  return compared(seen, field);
}

function excluded(seen: Seen): Reason {
  const { field, value } = seen;
  if (seen.truth === null) {
    const what = field === null ? "A field" : `\`${field}\``;
    return {
      kind: "null-comparison",
      message: `${what} is absent, so ${quoted(seen)} has no answer, and NOT of no answer drops the row.`,
    };
  }
  const has = field === null ? "" : ` \`${field}\` is ${shown(value)}.`;
  return { kind: "excluded", message: `The event is excluded, since ${quoted(seen)} holds.${has}` };
}

function notInText({ test }: Seen): Reason {
  const text = test.values[0]?.text ?? "";
  return { kind: "not-in-text", message: `The event's text does not hold "${text}".` };
}

function absent(seen: Seen, field: string): Reason {
  const { test, fields } = seen;
  const other = fieldThatFits(test, fields, field);
  const start = `The event has no field \`${field}\``;
  if (other === undefined) return { kind: "field-absent", message: `${start}.` };
  const message = `${start}; its \`${other}\` is ${shown(fields.get(other))}.`;
  const repair = replaceField(seen, other);
  return { kind: "field-absent", message, ...(repair === undefined ? {} : { repair }) };
}

/** Another field of the event whose name differs in case only, or whose value is the one asked for. */
function fieldThatFits(test: ClauseTest, fields: FieldSource, field: string): string | undefined {
  const names = fields.names();
  const sameName = names.find((name) => name !== field && name.toLowerCase() === field.toLowerCase());
  if (sameName !== undefined) return sameName;
  if (test.op !== "=" && test.op !== "IN" && test.op !== "LIKE") return undefined;
  const telling = test.values.filter(({ text }) => text.replace(/[*%_\\]/g, "").length >= 4);
  return names.find(
    (name) =>
      !name.startsWith("_") &&
      toList(fields.get(name)).some((one) => telling.some(({ text }) => fits(test, text, one))),
  );
}

function fits(test: ClauseTest, literal: string, value: string): boolean {
  if (test.op === "LIKE") return likeMatch(literal).test(value);
  return test.language === "search" ? wildcardMatch(literal, true).test(value.toLowerCase()) : literal === value;
}

function compared(seen: Seen, field: string): Reason {
  const { test, value } = seen;
  if (/^[<>]/.test(test.op)) return order(seen, field);
  const literals = test.values;
  const values = toList(value);
  for (const literal of literals) {
    for (const one of values) {
      const near = nearly(seen, field, literal, one);
      if (near !== undefined) return near;
    }
  }
  const wanted = literals.length === 1 ? `"${literals[0]?.text ?? ""}"` : `one of ${literals.length} values`;
  const verb = test.op === "!=" || test.op === "NOT IN" ? "must not be" : test.op === "LIKE" ? "is not like" : "is not";
  return {
    kind: "value-differs",
    message: `\`${field}\` is ${shown(value)}, which ${verb} ${wanted}.${difference(seen)}`,
  };
}

type Literal = ClauseTest["values"][number];

/** What keeps a value from being the literal, when it is little. */
function nearly(seen: Seen, field: string, literal: Literal, value: string): Reason | undefined {
  const { test } = seen;
  if (test.op !== "=" && test.op !== "IN" && test.op !== "LIKE") return undefined;
  const { text } = literal;
  const is = `\`${field}\` is ${shown(value)}`;
  if (test.language === "where" && text.includes("*") && wildcardMatch(text, true).test(value.toLowerCase())) {
    const where = test.op === "LIKE" ? "LIKE knows `%` and `_` only" : "`where` compares text as it stands";
    return withRepair(
      "wildcard-is-literal",
      `${is}. The \`*\` in "${text}" is an ordinary character: ${where}.`,
      likeRepair(seen, literal),
    );
  }
  if (test.language === "where" && caseOnly(test, text, value)) {
    return withRepair(
      "case-differs",
      `${is}: only the case differs from "${text}", and \`where\` is case-sensitive.`,
      lowerRepair(seen, literal),
    );
  }
  if (test.op === "LIKE") return undefined;
  if (value.toLowerCase().endsWith(`\\${text.toLowerCase()}`)) {
    return withRepair(
      "path-not-name",
      `${is}, a full path; the clause asks for "${text}" alone.`,
      pathRepair(seen, literal),
    );
  }
  if (value !== text && value.trim() !== "" && Number(value) === Number(text)) {
    return { kind: "number-form-differs", message: `${is}, the same number as "${text}" in another form.` };
  }
  return undefined;
}

function caseOnly(test: ClauseTest, literal: string, value: string): boolean {
  if (test.op === "LIKE") return likeMatch(literal.toLowerCase()).test(value.toLowerCase());
  return literal !== value && literal.toLowerCase() === value.toLowerCase();
}

function order({ test, value }: Seen, field: string): Reason {
  const limit = test.values[0]?.text ?? "";
  const list = toList(value);
  const asText =
    list.some((one) => !Number.isFinite(Number(one)) || one.trim() === "") || !Number.isFinite(Number(limit));
  const how = asText ? " They are compared as text." : "";
  return { kind: "order-differs", message: `\`${field}\` is ${shown(value)}, which is not ${test.op} ${limit}.${how}` };
}

/** Where a value begins to differ from the only plain literal. */
function difference({ test, value }: Seen): string {
  const [literal, ...others] = test.values;
  const [one, ...more] = toList(value);
  if (literal === undefined || one === undefined || others.length > 0 || more.length > 0) return "";
  if (test.op !== "=" || /[*%]/.test(literal.text)) return "";
  const [a, b] = test.language === "search" ? [one.toLowerCase(), literal.text.toLowerCase()] : [one, literal.text];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same < 3 ? "" : ` They agree up to "${one.slice(Math.max(0, same - 20), same)}".`;
}

function shown(value: Value): string {
  if (value === null) return "absent";
  const list = toList(value);
  const first = list.slice(0, 3).map((one) => `"${one.length > 120 ? `${one.slice(0, 119)}…` : one}"`);
  return list.length > 3 ? `${first.join(", ")} and ${list.length - 3} more` : first.join(", ");
}

function quoted({ text, span }: Seen): string {
  const clause = text.slice(span.start, span.end).replace(/\s+/g, " ");
  return `\`${clause.length > 80 ? `${clause.slice(0, 79)}…` : clause}\``;
}

function withRepair(kind: ReasonKind, message: string, repair: WhyNotRepair | undefined): Reason {
  return { kind, message, ...(repair === undefined ? {} : { repair }) };
}

function replaceField({ test, text }: Seen, name: string): WhyNotRepair | undefined {
  const { field } = test;
  if (field === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  if (text.slice(field.span.start, field.span.end) !== field.name) return undefined;
  return { title: `Ask for ${name} instead`, edits: [{ span: field.span, newText: name }] };
}

function likeRepair(seen: Seen, { text }: Literal): WhyNotRepair | undefined {
  const { test, span } = seen;
  const { field } = test;
  if (field === undefined || test.op === "IN" || !standsThere(seen)) return undefined;
  const pattern = text.replace(/\*/g, "%").replace(/["\\]/g, (found) => `\\${found}`);
  const name = seen.text.slice(field.span.start, field.span.end);
  return { title: "Use like() with %", edits: [{ span, newText: `like(${name}, "${pattern}")` }] };
}

function lowerRepair(seen: Seen, literal: Literal): WhyNotRepair | undefined {
  const { test } = seen;
  const { field } = test;
  if (field === undefined || test.op === "IN" || !standsThere(seen)) return undefined;
  const name = seen.text.slice(field.span.start, field.span.end);
  const written = seen.text.slice(literal.span.start, literal.span.end);
  return {
    title: "Compare in lower case",
    edits: [
      { span: field.span, newText: `lower(${name})` },
      { span: literal.span, newText: written.toLowerCase() },
    ],
  };
}

function pathRepair(seen: Seen, { span, text }: Literal): WhyNotRepair | undefined {
  if (seen.test.language !== "search" || !/^[\w. -]+$/.test(text) || !standsThere(seen)) return undefined;
  return { title: `Ask for a path that ends in ${text}`, edits: [{ span, newText: `"*\\\\${text}"` }] };
}

/** Whether the clause is written where it stands, and did not come out of a macro. */
function standsThere({ test, text, span }: Seen): boolean {
  const clause = text.slice(span.start, span.end);
  const literal = test.values[0]?.span;
  return (
    test.field !== undefined &&
    literal !== undefined &&
    clause.includes(test.field.name) &&
    literal.end <= span.end &&
    literal.start > span.start
  );
}
