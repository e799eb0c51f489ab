import type { SignatureAnalysis } from "#analysis/signature-analysis.ts";
import type { Span } from "#base/span.ts";
import { partOfScalar, type SignatureElement } from "#semantics/signature/signature-rule.ts";
import { type PatternItem, parseBytePattern } from "#syntax/signature/byte-pattern.ts";
import { parsePrintableGlob } from "#syntax/signature/printable-glob.ts";
import { readUuid } from "#syntax/signature/uuid-text.ts";
import type { YamlNode, YamlScalar } from "#syntax/yaml/node.ts";
import type { SemanticToken, TokenType } from "../types.ts";

const PATTERN_PART = /@uuid|"(?:[^"\\]|\\.)*"/gi;
const CONDITION_WORD = /#|[\w.*-]+|[<>=!]+/g;

/**
 * The meaning of the parts of a signature rule, in the document's order: names of elements are variables, UUIDs and bytes numbers,
 * wildcards, jumps and stars operators, literals of printable patterns strings, names of interfaces and `@uuid` functions.
 */
export function signatureTokens(signature: SignatureAnalysis): readonly SemanticToken[] {
  const { rule, toHost } = signature;
  const tokens: SemanticToken[] = [];
  const add = (span: Span, type: TokenType, declaration = false): void => {
    if (span.end > span.start && !rule.text.slice(span.start, span.end).includes("\n"))
      tokens.push({ span: toHost(span), type, ...(declaration ? { declaration } : {}) });
  };
  const names = new Set(rule.elements.map(({ name }) => name));
  for (const element of rule.elements) {
    add(element.nameSpan, "variable", true);
    elementTokens(element, (scalar, part, type) => {
      const place = partOfScalar(rule.text, scalar, part);
      if (place.end - place.start === part.end - part.start) add(place, type);
    });
  }
  const scalar = rule.condition?.scalar;
  for (const word of scalar?.value.matchAll(CONDITION_WORD) ?? []) {
    if (scalar === undefined) break;
    const part = { start: word.index, end: word.index + word[0].length };
    const place = partOfScalar(rule.text, scalar, part);
    if (place.end - place.start === word[0].length) add(place, conditionType(word[0], names));
  }
  return tokens.sort((a, b) => a.span.start - b.span.start);
}

function conditionType(word: string, names: ReadonlySet<string>): TokenType {
  if (names.has(word)) return "variable";
  if (/^\d+$/.test(word)) return "number";
  if (/^(?:and|or|not|of|all|any|them)$/i.test(word)) return "keyword";
  return /^\w/.test(word) ? "variable" : "operator";
}

type Add = (scalar: YamlScalar, part: Span, type: TokenType) => void;

function elementTokens({ entries }: SignatureElement, add: Add): void {
  const whole = (scalar: YamlScalar): Span => ({ start: 0, end: scalar.value.length });
  for (const { key, value } of entries.values()) {
    for (const scalar of scalarsIn(value)) {
      if (key === "bytes") patternTokens(scalar, add);
      else if (key === "printable") globTokens(scalar, add);
      else if (key === "regex") add(scalar, whole(scalar), "regexp");
      else if (key === "text" || key === "ascii") add(scalar, whole(scalar), "string");
      else if (key === "after" || key === "near") add(scalar, whole(scalar), "variable");
      else if (key === "hex" || key === "uuid") add(scalar, whole(scalar), "number");
      else if (key === "interface")
        add(scalar, whole(scalar), readUuid(scalar.value) === undefined ? "function" : "number");
      else if (key === "opnum") add(scalar, whole(scalar), /^[\d\s,-]+$/.test(scalar.value) ? "number" : "function");
    }
  }
}

function scalarsIn(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === "sequence") return node.items.flatMap(scalarsIn);
  return node.kind === "scalar" ? [node] : [];
}

function patternTokens(scalar: YamlScalar, add: Add): void {
  // Names and texts are painted as they are written; the bytes that they stand for have their span.
  for (const match of scalar.value.matchAll(PATTERN_PART)) {
    const part = { start: match.index, end: match.index + match[0].length };
    add(scalar, part, match[0].startsWith('"') ? "string" : "function");
  }
  const visit = (items: readonly PatternItem[]): void => {
    for (const item of items) {
      if (item.kind === "alternatives") item.options.forEach(visit);
      else if (item.kind === "jump") add(scalar, item.span, "operator");
      else if (!/["@]/.test(scalar.value.charAt(item.span.start)))
        add(scalar, item.span, item.mask === 0xff ? "number" : "operator");
    }
  };
  visit(parseBytePattern(scalar.value, () => []).items);
}

function globTokens(scalar: YamlScalar, add: Add): void {
  for (const { span } of parsePrintableGlob(scalar.value).literals) add(scalar, span, "string");
  for (const match of scalar.value.matchAll(/\\[\s\S]|\*/g))
    if (match[0] === "*") add(scalar, { start: match.index, end: match.index + 1 }, "operator");
}
