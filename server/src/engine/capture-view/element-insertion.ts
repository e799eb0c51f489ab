import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { elementLine } from "./selection-element.ts";

/** Text to put behind the last element of a rule; offsets are in the rule's text. */
export interface ElementInsertion {
  readonly at: number;
  readonly text: string;
  readonly name: string;
}

/** A new element behind the last one of a rule, indented like it; null for a rule without elements. */
export function insertElement(
  rule: string,
  made: { readonly key: string; readonly value: string },
): ElementInsertion | null {
  const { elements } = parseSignatureRule(rule);
  const last = elements.at(-1);
  if (last === undefined) return null;
  const lineStart = rule.lastIndexOf("\n", last.nameSpan.start - 1) + 1;
  const indent = rule.slice(lineStart, last.nameSpan.start);
  if (!/^ *$/.test(indent)) return null;
  const names = new Set(elements.map(({ name }) => name));
  let name = "selected";
  for (let n = 2; names.has(name); n++) name = `selected${n}`;
  const end = lastOf(rule, last.span.end);
  const text = ["", `${indent}${name}:`, `${indent}  ${elementLine(made)}`].join("\n");
  return { at: end, text, name };
}

/** The end of the last line that an element has text on: comments and blank lines behind it are not its own. */
function lastOf(rule: string, end: number): number {
  const written = rule.slice(0, end).trimEnd().length;
  const lineEnd = rule.indexOf("\n", written);
  return lineEnd < 0 ? rule.length : rule.charAt(lineEnd - 1) === "\r" ? lineEnd - 1 : lineEnd;
}
