import { closest } from "#base/closest.ts";
import type { Problem } from "#base/problem.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { wildcardMatch } from "#runtime/text-match.ts";
import { partOfScalar, type SignatureElement, type SignatureRule } from "#semantics/signature/signature-rule.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import type { ElementContext, ElementDefinition, ElementTest } from "./element.ts";
import { type ElementOptions, OPTION_KEYS, readOptions } from "./element-options.ts";
import { ElementReader } from "./element-reader.ts";
import { elements as definitions } from "./elements.index.ts";

/** An element that can be looked for. */
export interface ReadElement {
  readonly element: SignatureElement;
  readonly test: ElementTest;
  readonly options: ElementOptions;
}

/** What a condition is judged for: each connection, each direction of one, each DCE/RPC PDU, or the capture as a whole. */
export const PER = ["connection", "stream", "pdu", "capture"] as const;
export type Per = (typeof PER)[number];

/** The elements of a rule that can be looked for, the condition, and what is wrong. */
export interface ReadSignatures {
  readonly per: Per;
  readonly elements: readonly ReadElement[];
  readonly condition: Condition | undefined;
  readonly problems: readonly Problem[];
}

/** Reads every element of a rule against its kind. Total. */
export function readSignatures(rule: SignatureRule, catalog: Catalog): ReadSignatures {
  const problems: Problem[] = [...rule.problems];
  const context: ElementContext = { text: rule.text, catalog, report: (problem) => problems.push(problem) };
  const names = rule.elements.map(({ name }) => name);
  const per = readPer(rule, problems);
  const read = rule.elements
    .flatMap((element) => readElement(element, names, context) ?? [])
    .map((one) => (per === "pdu" ? lookingAtPdus(one) : one));
  if (rule.condition === undefined && rule.elements.length > 0) {
    const span = rule.elements[0]?.nameSpan ?? { start: 0, end: 0 };
    problems.push({
      code: "signature/condition",
      severity: "error",
      span,
      message:
        'A signature rule needs a "condition" that says which elements must be found; one that begins with # stands in quotes.',
    });
  }
  problems.push(...conditionProblems(rule, names));
  return { per, elements: read, condition: rule.condition?.tree, problems };
}

function readPer({ per }: SignatureRule, problems: Problem[]): Per {
  const known = PER.find((one) => one === (per?.value ?? "connection"));
  if (known === undefined && per !== undefined) {
    const near = closest(per.value, PER);
    const message = `"per" is what the condition is judged for: ${PER.join(", ")}.`;
    const help = near === undefined ? {} : { help: `Did you mean "${near}"?` };
    problems.push({ code: "signature/per", severity: "error", span: per.span, message, ...help });
  }
  return known ?? "connection";
}

/** Where each PDU is judged by itself, an element looks at PDUs unless it says otherwise. */
function lookingAtPdus(one: ReadElement): ReadElement {
  return one.options.scope === undefined ? { ...one, options: { ...one.options, scope: "pdu" } } : one;
}

/** The definition of an element's kind; undefined when it states none. */
export function kindOf(element: SignatureElement): ElementDefinition | undefined {
  return definitions.find(({ kinds }) => kinds.some((kind) => element.entries.has(kind)));
}

/** The keys that an element can have, with what they say: those of its kind and those of all; all kinds' when it has none. */
export function keysOf(element: SignatureElement): Readonly<Record<string, string>> {
  const kind = kindOf(element);
  const own = kind === undefined ? Object.assign({}, ...definitions.map(({ keys }) => keys)) : kind.keys;
  return { ...own, ...OPTION_KEYS };
}

function readElement(
  element: SignatureElement,
  names: readonly string[],
  context: ElementContext,
): ReadElement | undefined {
  const reader = new ElementReader(element, context);
  const kind = kindOf(element);
  if (kind === undefined) {
    const known = definitions.flatMap(({ kinds }) => kinds).join(", ");
    reader.fault(
      `The element "${element.name}" does not say what to find; it needs one of ${known}.`,
      element.nameSpan,
    );
    return undefined;
  }
  const others = definitions.flatMap(({ kinds }) => kinds).filter((one) => element.entries.has(one));
  if (others.length > 1 && !others.every((one) => kind.kinds.includes(one)))
    reader.fault(`An element finds one thing; "${element.name}" states ${others.join(" and ")}.`, element.nameSpan);
  const keys = keysOf(element);
  for (const { key, keySpan } of element.entries.values()) {
    if (Object.hasOwn(keys, key) || others.includes(key)) continue;
    const near = closest(key, Object.keys(keys));
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    reader.fault(`"${key}" is not a key of this element.${hint}`, keySpan);
  }
  const options = readOptions(reader);
  if (options.after !== undefined && !names.includes(options.after))
    reader.fault(
      `"after" names "${options.after}", which is no element of this rule.`,
      element.entries.get("after")?.value.span ?? element.nameSpan,
    );
  nearProblems(reader, names, options.near?.names ?? []);
  const test = kind.read(reader);
  return test && { element, test, options };
}

function nearProblems(reader: ElementReader, names: readonly string[], near: readonly string[]): void {
  const { element } = reader;
  const place = (name: string) => reader.scalars("near").find(({ value }) => value === name)?.span ?? element.nameSpan;
  for (const name of near) {
    if (name === element.name) reader.fault(`"${name}" cannot be near itself.`, place(name));
    else if (!names.includes(name))
      reader.fault(`"near" names "${name}", which is no element of this rule.`, place(name));
  }
}

function conditionProblems(rule: SignatureRule, names: readonly string[]): readonly Problem[] {
  const { condition, text } = rule;
  if (condition?.tree === undefined) return [];
  return unknownNames(condition.tree, names).map(({ name, span }): Problem => {
    const place = partOfScalar(text, condition.scalar, span);
    if (rule.selections.some((selection) => namedBy(name, selection) || name === "*")) {
      const message = `"${name}" is a selection of events; a run looks at signatures alone and refuses this condition.`;
      return { code: "signature/selection", severity: "info", span: place, message };
    }
    const near = closest(name, names);
    return {
      code: "signature/condition",
      severity: "error",
      span: place,
      message: `The condition names "${name}", which is no element of "signatures".`,
      ...(near === undefined ? {} : { help: `Did you mean "${near}"?` }),
    };
  });
}

function unknownNames(
  condition: Condition,
  names: readonly string[],
): readonly { readonly name: string; readonly span: Condition["span"] }[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap((part) => unknownNames(part, names));
    case "not":
      return unknownNames(condition.part, names);
    case "of":
      return names.some((name) => namedBy(condition.pattern, name))
        ? []
        : [{ name: condition.pattern, span: condition.span }];
    default:
      return names.includes(condition.name) ? [] : [{ name: condition.name, span: condition.span }];
  }
}

/** Whether a name has the pattern of `1 of x*`. */
export function namedBy(pattern: string, name: string): boolean {
  return wildcardMatch(pattern, false).test(name);
}
