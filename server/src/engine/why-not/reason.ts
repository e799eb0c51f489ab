import type { Span } from "#base/span.ts";
import type { FieldSource } from "#events/event.ts";
import { strftime } from "#events/strftime.ts";
import { timeZone } from "#events/time-zone.ts";
import { toList, type Value } from "#events/value.ts";
import { likeMatch } from "#runtime/like-match.ts";
import type { ClauseTrace } from "#runtime/run-context.ts";
import { wildcardMatch } from "#runtime/text-match.ts";
import type { ClauseTest } from "../compile/condition-tree.ts";
import { anyCaseRepair, likeRepair, lowerRepair, pathRepair, replaceField, type WhyNotRepair } from "./repair.ts";

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

/** Why a clause did not hold for an event. */
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
  /** `event`, or `row` when it is one that a command made of events. */
  readonly noun: "event" | "row";
  /** The time zone of the run. */
  readonly zone: string;
  /** What the clause asks for, in words, where only the run can tell. */
  readonly wanted?: string | undefined;
  readonly caseDiffers?: boolean | undefined;
  /** All fields that the clause reads with their values, when they are several. */
  readonly reads?: ClauseTrace["reads"];
  /** The rule's text as written; repairs are offered where a literal stands there as itself. */
  readonly text: string;
}

/** The reason why a clause did not answer as needed, most telling first. */
export function reasonOf(seen: Seen): Reason {
  const { test, value, field } = seen;
  if (!seen.needed) return excluded(seen);
  if (test.language === "term") return notInText(seen);
  if (seen.wanted !== undefined) return notAsAsked(seen, seen.wanted);
  if (seen.caseDiffers === true && field !== null) return patternCase(seen, field);
  if (test.field === undefined && seen.reads !== undefined) return opaque(seen, seen.reads);
  if (value === null && field !== null) return absent(seen, field);
  if (field === null || test.field === undefined) return opaque(seen, field === null ? [] : [[field, value]]);
  return compared(seen, field);
}

/** A clause of which no more is known than the fields that it reads. */
function opaque(seen: Seen, reads: NonNullable<ClauseTrace["reads"]>): Reason {
  const values = reads.slice(0, 4).map(([name, value]) => `\`${name}\` is ${shown(value)}`);
  const where = values.length === 0 ? "" : `: ${values.join(", ")}`;
  return { kind: "false", message: `${quoted(seen)} is not true of this ${seen.noun}${where}.` };
}

/** A time term, or a subsearch: what it stands for is known in the run only. */
function notAsAsked(seen: Seen, wanted: string): Reason {
  const { field, value, noun } = seen;
  if (field === "_time") {
    const has = value === null ? `The ${noun} tells no time` : `The ${noun} is of ${timeText(value, seen.zone)}`;
    return { kind: "order-differs", message: `${has}; ${quoted(seen)} asks for times ${wanted} here.` };
  }
  const has = field === null ? "" : `; \`${field}\` of this ${noun} is ${shown(value)}`;
  return { kind: "value-differs", message: `The subsearch gives ${wanted}${has}.` };
}

/** Epoch seconds as a date. */
function timeText(value: Value, zone: string): string {
  const epoch = Number(toList(value)[0]);
  return (Number.isFinite(epoch) ? strftime(epoch, "%Y-%m-%d %H:%M:%S %:z", timeZone(zone)) : null) ?? shown(value);
}

function patternCase(seen: Seen, field: string): Reason {
  const message = `\`${field}\` is ${shown(seen.value)}: only the case differs from what ${quoted(seen)} asks for; a regular expression is case-sensitive.`;
  return withRepair("case-differs", message, anyCaseRepair(seen, field));
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
  return { kind: "excluded", message: `The ${seen.noun} is excluded, since ${quoted(seen)} holds.${has}` };
}

function notInText({ test, noun }: Seen): Reason {
  const text = test.values[0]?.text ?? "";
  return { kind: "not-in-text", message: `The ${noun}'s text does not hold "${text}".` };
}

function absent(seen: Seen, field: string): Reason {
  const { test, fields, noun } = seen;
  const other = fieldThatFits(test, fields, field);
  const start = `The ${noun} has no field \`${field}\``;
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

/** What keeps a value from being the literal, when it is little. */
function nearly(seen: Seen, field: string, literal: ClauseTest["values"][number], value: string): Reason | undefined {
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
