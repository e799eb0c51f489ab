import { lineMap, positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { readSignatures } from "../signature-language.ts";
import { type DraftRule, type ImportNote, ruleText } from "./draft.ts";
import { readSuricata } from "./read-suricata.ts";
import { readYara } from "./read-yara.ts";
import { networkRules } from "./suricata-rule.ts";
import { yaraRules } from "./yara-file.ts";

/** A rule of another language as a signature rule. */
export interface ImportedRule {
  readonly title: string;
  /** YAML; what is not carried over stands above it in comments. */
  readonly text: string;
}

/** The rules of a text in this product's form, and what is not carried over, at its place in the text that was read. */
export interface Imported {
  readonly rules: readonly ImportedRule[];
  readonly notes: readonly ImportNote[];
}

/** Reads the Suricata, Snort or YARA rules of a text as signature rules: the table of exports backwards. Total. */
export function importSignatures(text: string, catalog: Catalog): Imported {
  const isYara = /^[ \t]*(?:(?:private|global)[ \t]+)*rule[ \t]+\w+\s*(?::[\w\s]{0,1000})?\{/m.test(text);
  const { drafts, unread } = isYara ? yaraDrafts(text, catalog) : suricataDrafts(text, catalog);
  const lines = lineMap(text);
  const lineOf = (offset: number) => positionAt(lines, offset).line + 1;
  const notes: ImportNote[] = unread.map((span) => ({
    span,
    message: "This is no rule that can be read; it is left out.",
  }));
  const rules: ImportedRule[] = [];
  for (const { draft, span } of drafts) {
    const written = draft.elements.length === 0 || draft.condition === "" ? undefined : ruleText(draft, lineOf);
    const faults = written === undefined ? [] : faultsOf(written, catalog);
    notes.push(...draft.notes, ...faults.map((message) => ({ span, message: `The rule is left out. ${message}` })));
    if (written !== undefined && faults.length === 0) rules.push({ title: draft.title, text: written });
  }
  return { rules, notes: notes.sort((a, b) => a.span.start - b.span.start) };
}

type Drafts = {
  readonly drafts: readonly { readonly draft: DraftRule; readonly span: Span }[];
  readonly unread: readonly Span[];
};

function yaraDrafts(text: string, catalog: Catalog): Drafts {
  const { rules, unread } = yaraRules(text);
  return { drafts: rules.map((rule) => ({ draft: readYara(rule, text, catalog), span: rule.span })), unread };
}

function suricataDrafts(text: string, catalog: Catalog): Drafts {
  const { rules, unread } = networkRules(text);
  return { drafts: rules.map((rule) => ({ draft: readSuricata(rule, catalog), span: rule.span })), unread };
}

/** What is wrong with a rule that was written, such as a pattern that cannot be carried out here. */
function faultsOf(text: string, catalog: Catalog): readonly string[] {
  return readSignatures(parseSignatureRule(text), catalog).problems.flatMap(({ severity, message }) =>
    severity === "error" ? [message] : [],
  );
}
