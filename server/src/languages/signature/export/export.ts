import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { parseSignatureRule, partOfScalar } from "#semantics/signature/signature-rule.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import { namedBy, type ReadElement, readSignatures } from "../signature-language.ts";
import { suricataRules } from "./suricata.ts";
import { wiresharkFilter } from "./wireshark.ts";
import { yaraRule } from "./yara.ts";

export const EXPORT_TARGETS = ["suricata", "yara", "wireshark"] as const;
export type ExportTarget = (typeof EXPORT_TARGETS)[number];

/** Something of a rule that the other language cannot say, at its place in the rule's text. */
export interface ExportNote {
  readonly span: Span;
  readonly message: string;
}

/** A rule in another language, and what is lost. */
export interface Exported {
  readonly text: string;
  readonly notes: readonly ExportNote[];
}

/** What the writers of all languages get. */
export interface ExportInput {
  readonly title: string;
  readonly elements: ReadonlyMap<string, ReadElement>;
  readonly condition: Condition;
  /** The sid that the rule keeps as `custom.suricata_sid`. */
  readonly sid: number | undefined;
  readonly note: (element: ReadElement | Span, message: string) => void;
}

/**
 * Writes a signature rule in another language; undefined when the rule has errors, or asks for selections of events, which its
 * diagnostics say.
 */
export function exportSignature(
  text: string,
  title: string,
  target: ExportTarget,
  catalog: Catalog,
): Exported | undefined {
  const rule = parseSignatureRule(text);
  const read = readSignatures(rule, catalog);
  const scalar = rule.condition?.scalar;
  if (
    read.condition === undefined ||
    scalar === undefined ||
    read.problems.some(({ severity, code }) => severity === "error" || code === "signature/selection")
  )
    return undefined;
  const notes: ExportNote[] = [];
  if (rule.per !== undefined && read.per !== "connection") {
    const message = `"per: ${read.per}" is lost: what the exported rule judges at once is another, so it may find more or less.`;
    notes.push({ span: rule.per.span, message });
  }
  const elements = new Map(read.elements.map((one) => [one.element.name, one]));
  const sid = /^[ \t]+suricata_sid:[ \t]*(\d{1,9})[ \t]*$/m.exec(text)?.[1];
  const note: ExportInput["note"] = (at, message) => {
    const span = "element" in at ? at.element.nameSpan : at;
    if (!notes.some((one) => one.message === message && one.span.start === span.start)) notes.push({ span, message });
  };
  const input: ExportInput = {
    title,
    elements,
    condition: expandOf(
      placed(read.condition, (span) => partOfScalar(text, scalar, span)),
      [...elements.keys()],
      note,
    ),
    sid: sid === undefined ? undefined : Number(sid),
    note,
  };
  const written = WRITERS[target](input);
  return { text: written, notes: notes.sort((a, b) => a.span.start - b.span.start) };
}

const WRITERS: Readonly<Record<ExportTarget, (input: ExportInput) => string>> = {
  suricata: suricataRules,
  yara: yaraRule,
  wireshark: wiresharkFilter,
};

/** A condition with its spans in the text of the rule. */
function placed(condition: Condition, place: (span: Span) => Span): Condition {
  const span = place(condition.span);
  if (condition.kind === "not") return { ...condition, span, part: placed(condition.part, place) };
  if (condition.kind === "and" || condition.kind === "or")
    return { ...condition, span, parts: condition.parts.map((part) => placed(part, place)) };
  return { ...condition, span };
}

/** The most combinations that `n of` is written out as. */
const MAX_COMBINATIONS = 64;

/** Writes `n of x*` out as `and` and `or` of names. */
function expandOf(condition: Condition, names: readonly string[], note: ExportInput["note"]): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return { ...condition, parts: condition.parts.map((part) => expandOf(part, names, note)) };
    case "not":
      return { ...condition, part: expandOf(condition.part, names, note) };
    case "of": {
      const { span } = condition;
      const meant = names.filter((name) => namedBy(condition.pattern, name));
      const size = condition.count === "all" ? meant.length : condition.count;
      const { sets, whole } = firstOf(meant, size);
      if (!whole)
        note(span, `"of" over so many elements is written out for the first ${MAX_COMBINATIONS} combinations only.`);
      const parts = sets.map(
        (set): Condition =>
          joined(
            "and",
            set.map((name) => ({ kind: "name", span, name })),
            span,
          ),
      );
      return joined("or", parts, span);
    }
    default:
      return condition;
  }
}

function joined(kind: "and" | "or", parts: readonly Condition[], span: Span): Condition {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind, span, parts };
}

/** Sets of a size, in the order of the names, one after another. */
function* combinations(names: readonly string[], size: number): Generator<readonly string[]> {
  if (size <= 0) yield [];
  else {
    for (let i = 0; i + size <= names.length; i++) {
      for (const rest of combinations(names.slice(i + 1), size - 1)) yield [names[i] ?? "", ...rest];
    }
  }
}

/** The first combinations; `whole` tells whether those are all. */
function firstOf(
  names: readonly string[],
  size: number,
): { readonly sets: readonly (readonly string[])[]; readonly whole: boolean } {
  const sets: (readonly string[])[] = [];
  for (const set of combinations(names, size)) {
    if (sets.length >= MAX_COMBINATIONS) return { sets, whole: false };
    sets.push(set);
  }
  return { sets, whole: true };
}
