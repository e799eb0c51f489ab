import type { Span } from "#base/span.ts";

/** Something of another language's rule that is not carried over as it is, at its place in the text that was read. */
export interface ImportNote {
  readonly span: Span;
  readonly message: string;
}

/** An element to be written: keys with values as YAML has them. */
export interface DraftElement {
  readonly name: string;
  readonly keys: readonly (readonly [string, string])[];
}

/** A signature rule to be written. */
export interface DraftRule {
  readonly title: string;
  readonly description: string | undefined;
  readonly author: string | undefined;
  readonly references: readonly string[];
  readonly sid: number | undefined;
  readonly elements: readonly DraftElement[];
  readonly condition: string;
  readonly notes: readonly ImportNote[];
}

/** A text as a scalar of YAML. */
export function scalar(text: string): string {
  const plain = [...text].every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0x20 && code !== 0x7f && code < 0xd800;
  });
  return plain ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text).replaceAll("\x7f", "\\x7f");
}

/** The text of a rule; `lineOf` gives the line of a place in what was read. */
export function ruleText(rule: DraftRule, lineOf: (offset: number) => number): string {
  const optional = (key: string, value: string | undefined) =>
    value === undefined ? [] : [`${key}: ${scalar(value)}`];
  const elements = rule.elements.flatMap(({ name, keys }) => [
    `  ${name}:`,
    ...keys.map(([key, value]) => `    ${key}: ${value}`),
  ]);
  return [
    ...rule.notes.map(({ span, message }) => `# line ${lineOf(span.start)}: ${message}`),
    `title: ${scalar(rule.title)}`,
    ...optional("description", rule.description),
    ...optional("author", rule.author),
    ...(rule.references.length === 0 ? [] : ["references:", ...rule.references.map((one) => `  - ${scalar(one)}`)]),
    ...(rule.sid === undefined ? [] : ["custom:", `  suricata_sid: ${rule.sid}`]),
    "logsource: { product: network, service: packets }",
    "signatures:",
    ...elements,
    `condition: ${/^\w+$/.test(rule.condition) ? rule.condition : scalar(rule.condition)}`,
    "",
  ].join("\n");
}
