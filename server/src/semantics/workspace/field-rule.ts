import { MatchGuard } from "#runtime/match-guard.ts";
import { guardedRegex } from "#runtime/regex.ts";
import type { FieldDefinition, Names } from "./names.ts";

/** What a field definition of props.conf does to an event. */
export type FieldRule =
  | {
      readonly kind: "alias";
      readonly pairs: readonly { readonly from: string; readonly to: string; readonly onlyNew: boolean }[];
    }
  | { readonly kind: "eval"; readonly field: string; readonly expression: string }
  | {
      readonly kind: "extract";
      /** PCRE. */
      readonly regex: string;
      readonly from: string;
      /** Fields and the texts that they get, `$1` for a group; undefined: the named groups are the fields. */
      readonly format: readonly { readonly field: string; readonly text: string }[] | undefined;
    }
  | { readonly kind: "lookup"; readonly stage: string };

/** Why a definition is not applied, one sentence. */
export interface NoRule {
  readonly refused: string;
}

/** The rules of a definition: one, or for REPORT one for each transform. Transforms are those of transforms.conf. */
export function fieldRules(
  { kind, name, value }: FieldDefinition,
  names: Pick<Names, "transforms">,
): readonly (FieldRule | NoRule)[] {
  switch (kind) {
    case "alias":
      return [aliasRule(value)];
    case "eval":
      return [{ kind, field: name, expression: value }];
    case "extract":
      return [extractRule(value)];
    case "lookup":
      return [{ kind, stage: `lookup ${value}` }];
    case "report":
      return value
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== "")
        .map((one) => transformRule(one, names));
  }
}

const WORD = String.raw`(?:"[^"]*"|[^\s"]+)`;
const PAIR = new RegExp(String.raw`\s*(${WORD})\s+(AS|ASNEW)\s+(${WORD})(?=\s|,|$),?`, "iy");

/** `field AS other`, any number of times; ASNEW leaves a field alone that is there. */
function aliasRule(value: string): FieldRule | NoRule {
  const pairs: { from: string; to: string; onlyNew: boolean }[] = [];
  PAIR.lastIndex = 0;
  let end = 0;
  for (let found = PAIR.exec(value); found !== null; found = PAIR.exec(value)) {
    const [, from = "", as = "", to = ""] = found;
    pairs.push({ from: unquoted(from), to: unquoted(to).replace(/,$/, ""), onlyNew: as.toUpperCase() === "ASNEW" });
    end = PAIR.lastIndex;
  }
  if (pairs.length > 0 && value.slice(end).trim() === "") return { kind: "alias", pairs };
  return { refused: "An alias is written “field AS other”." };
}

function unquoted(word: string): string {
  return /^".*"$/.test(word) ? word.slice(1, -1) : word;
}

/** `regex` or `regex in field`. */
function extractRule(value: string): FieldRule {
  const [, regex = value, from = "_raw"] = /^(.*\S)\s+in\s+([A-Za-z_]\w*)$/s.exec(value) ?? [];
  return { kind: "extract", regex, from, format: undefined };
}

function transformRule(name: string, { transforms }: Pick<Names, "transforms">): FieldRule | NoRule {
  const found = transforms.find((one) => one.name === name);
  if (found === undefined) return { refused: `transforms.conf has no stanza [${name}] in this workspace.` };
  const { regex, from, format, unsupported } = found;
  const [setting] = unsupported;
  if (setting !== undefined)
    return { refused: `The transform [${name}] uses ${setting}, which is not carried out here.` };
  if (regex === undefined) return { refused: `The transform [${name}] has no REGEX.` };
  if (format === undefined) return { kind: "extract", regex, from, format };
  const parts = formatOf(format);
  return parts === undefined
    ? {
        refused: `The FORMAT of the transform [${name}] takes the names of fields from the event, which is not carried out here.`,
      }
    : { kind: "extract", regex, from, format: parts };
}

/** `field::$1 other::"a $2"`; undefined where a name holds a group. */
function formatOf(format: string): readonly { readonly field: string; readonly text: string }[] | undefined {
  const parts = [...format.matchAll(/([^\s:]+)::("[^"]*"|\S+)/g)].map(([, field = "", text = ""]) => ({
    field,
    text: unquoted(text),
  }));
  return parts.length === 0 || parts.some(({ field }) => field.includes("$")) ? undefined : parts;
}

/** The fields that the definitions of a workspace make; the columns of a lookup that names none are asked for. */
export function madeFields(names: Pick<Names, "fieldDefinitions" | "transforms" | "lookup">): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const definition of names.fieldDefinitions)
    for (const rule of fieldRules(definition, names)) {
      if ("refused" in rule) continue;
      for (const field of fieldsOf(rule, names)) fields.add(field);
    }
  return fields;
}

function fieldsOf(rule: FieldRule, names: Pick<Names, "lookup">): readonly string[] {
  switch (rule.kind) {
    case "alias":
      return rule.pairs.map(({ to }) => to);
    case "eval":
      return [rule.field];
    case "extract":
      return (
        rule.format?.map(({ field }) => field) ??
        [...rule.regex.matchAll(/\(\?(?:P?<|')([A-Za-z_]\w*)[>']/g)].map(([, name = ""]) => name)
      );
    case "lookup": {
      const [before = "", ...outputs] = rule.stage.split(/\s+OUTPUT(?:NEW)?\s+/i);
      if (outputs.length === 0) return [...(names.lookup(before.split(/\s+/)[1] ?? "")?.table?.columns ?? [])];
      const words = [...outputs.join(" ").matchAll(new RegExp(`${WORD}`, "g"))].map(([word]) =>
        unquoted(word.replace(/,$/, "")),
      );
      return words.filter((word, i) => !/^as$/i.test(word) && !/^as$/i.test(words[i + 1] ?? ""));
    }
  }
}

/** Whether an event of these values belongs to a stanza of props.conf. */
export function stanzaTest(stanza: string): ((values: StanzaValues) => boolean) | NoRule {
  const [, kind, pattern = ""] = /^(source|host)::(.*)$/s.exec(stanza) ?? [];
  if (stanza === "default") return () => true;
  if (kind === undefined) {
    if (/^(?:rule|delayedrule)::|^\(\?/.test(stanza)) return { refused: "Stanzas of this kind are not applied here." };
    return ({ sourcetypes }) => sourcetypes.includes(stanza);
  }
  const regex = stanzaPattern(pattern, kind === "host");
  if (regex === undefined) return { refused: "The stanza's pattern cannot be read." };
  return kind === "host"
    ? ({ hosts }) => hosts.some((one) => regex.test(one))
    : ({ sources }) => sources.some((one) => regex.test(one));
}

/** What an event says of its input; several values where a Windows event has names of several renderings. */
export interface StanzaValues {
  readonly sourcetypes: readonly string[];
  readonly sources: readonly string[];
  readonly hosts: readonly string[];
}

/** Steps of matching a name with a stanza's pattern; more are never needed for the paths of logs. */
const STANZA_STEPS = 1_000_000;

/** `...` stands for anything, `*` for anything within a folder, `|` and parentheses for choices; dots are plain. */
function stanzaPattern(pattern: string, ignoreCase: boolean): RegExp | undefined {
  const source = pattern.replace(/\.\.\.|[\\^$.+?[\]{}*]/g, (found) =>
    found === "..." ? "(?s:.*)" : found === "*" ? "[^/\\\\]*" : `\\${found}`,
  );
  const guard = new MatchGuard(STANZA_STEPS, () => undefined);
  const compiled = guardedRegex(`^(?:${source})\\z`, ignoreCase ? "i" : "", guard);
  return "refused" in compiled ? undefined : compiled.regex;
}
