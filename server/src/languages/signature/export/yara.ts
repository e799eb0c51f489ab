import { wireBytes } from "#semantics/signature/uuid.ts";
import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import type { BytesSource } from "../element.ts";
import type { ReadElement } from "../signature-language.ts";
import { globRegex, hexPairs } from "./byte-regex.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";

/** Strings of one element: each name with its definition. */
type Strings = readonly { readonly name: string; readonly text: string }[];

/** A YARA rule: every element as a string, the condition over them. */
export function yaraRule(input: ExportInput): string {
  const strings = new Map<string, Strings>();
  for (const one of input.elements.values()) {
    strings.set(one.element.name, stringsOf(one, input));
    lostOptions(one, ["protocol", "port", "direction", "scope", "pdu"], "YARA sees a file, not connections", input);
  }
  const condition = conditionText(input.condition, input, strings);
  // YARA refuses strings that its condition does not use.
  const used = new Set([...condition.matchAll(/[$#@!](\w+)/g)].map((match) => match[1]));
  const lines = [...strings.values()]
    .flat()
    .filter(({ name }) => used.has(name))
    .map(({ name, text }) => `    $${name} = ${text}`);
  return [
    `rule ${identifier(input.title)} {`,
    "  meta:",
    `    description = ${quoted(input.title)}`,
    ...(lines.length > 0 ? ["  strings:", ...lines] : []),
    "  condition:",
    `    ${condition}`,
    "}",
    "",
  ].join("\n");
}

function identifier(title: string): string {
  const name = title
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 100);
  return /^[A-Za-z]/.test(name) ? name : `rule_${name}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n\t]+/g, " ")}"`;
}

function stringsOf(one: ReadElement, input: ExportInput): Strings {
  const { test, element } = one;
  const name = element.name.replace(/[^A-Za-z0-9_]/g, "_");
  if (test.on === "bytes") return [{ name, text: sourceText(test.source, one, input) }];
  if (test.on === "rpc") {
    if (test.opnums !== undefined)
      input.note(one, "YARA cannot tell calls: the opnum is lost, and the bytes of the interface are looked for.");
    else
      input.note(one, "YARA decodes nothing: the bytes of the UUID on the wire are looked for, wherever they stand.");
    return [...test.uuids].map((uuid, i) => ({
      name: i === 0 ? name : `${name}_${i}`,
      text: `{ ${hexPairs(wireBytes(uuid), " ")} }`,
    }));
  }
  input.note(one, "YARA decodes nothing: the texts are looked for wherever they stand.");
  const texts = test.on === "http" ? [test.method, test.path, test.header, test.body] : [test.tree, test.pipe];
  const wide = test.on === "smb" ? " wide" : "";
  return texts
    .filter((text) => text !== undefined)
    .map((text, i) => ({ name: `${name}_${i}`, text: `${quoted(text)} ascii${wide} nocase` }));
}

function sourceText(source: BytesSource, one: ReadElement, input: ExportInput): string {
  switch (source.kind) {
    case "bytes": {
      const text = itemsText(source.items);
      if (text.includes("~")) input.note(one, "A byte that must differ (~) needs YARA 4.3 or later.");
      return `{ ${text} }`;
    }
    case "text": {
      const { text, encodings, nocase, fullword } = source.pattern;
      if (encodings.includes("utf16be")) input.note(one, "YARA has no big-endian UTF-16; that encoding is lost.");
      const wide = encodings.includes("utf16le") ? " wide" : "";
      const ascii = encodings.includes("ascii") || wide === "" ? " ascii" : "";
      return `${quoted(text)}${ascii}${wide}${nocase ? " nocase" : ""}${fullword ? " fullword" : ""}`;
    }
    case "printable":
      input.note(
        one,
        "Gaps between printable characters are bounded: 16 bytes within a literal, 512 at a star. Bindings to an end are lost.",
      );
      return `/${globRegex(source, "[^ -~]{0,16}?", "[\\x00-\\xff]{0,512}?")}/${source.nocase ? "i" : ""}`;
    case "regex":
      input.note(
        one,
        "YARA's regular expressions have no lookaround, back references or inline options; compare the result.",
      );
      return `/${source.pattern.replace(/(^|[^\\])\//g, "$1\\/")}/${source.nocase ? "i" : ""}`;
  }
}

function itemsText(items: readonly PatternItem[]): string {
  return items
    .map((item) => {
      if (item.kind === "alternatives") return `( ${item.options.map(itemsText).join(" | ")} )`;
      if (item.kind === "jump") {
        if (item.min === item.max) return `[${item.min}]`;
        return Number.isFinite(item.max) ? `[${item.min}-${item.max}]` : `[${item.min}-]`;
      }
      const digit = (shift: number) =>
        ((item.mask >> shift) & 15) === 0 ? "?" : ((item.value >> shift) & 15).toString(16).toUpperCase();
      return `${item.negated ? "~" : ""}${digit(4)}${digit(0)}`;
    })
    .join(" ");
}

function conditionText(condition: Condition, input: ExportInput, strings: ReadonlyMap<string, Strings>): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.length === 0
        ? String(condition.kind === "and")
        : condition.parts.map((part) => `(${conditionText(part, input, strings)})`).join(` ${condition.kind} `);
    case "not":
      return `not (${conditionText(condition.part, input, strings)})`;
    case "count":
      return (strings.get(condition.name) ?? [])
        .map(({ name }) => `#${name} ${condition.op === "=" ? "==" : condition.op} ${condition.value}`)
        .join(" or ");
    case "of":
      return "false";
    case "name": {
      const one = input.elements.get(condition.name);
      return one === undefined ? "false" : elementText(one, input, strings);
    }
  }
}

function elementText(one: ReadElement, input: ExportInput, strings: ReadonlyMap<string, Strings>): string {
  const { options, element, test } = one;
  const own = strings.get(element.name) ?? [];
  const all = test.on === "http" || test.on === "smb" ? " and " : " or ";
  const parts = own.map(({ name }) => {
    const { offset, count, after } = options;
    if (after !== undefined) return afterText(name, after, one, strings);
    if (count !== undefined) {
      if (offset !== undefined) input.note(one, "YARA counts matches anywhere; the offset is lost beside a count.");
      return `#${name} ${count.op === "=" ? "==" : count.op} ${count.value}`;
    }
    if (offset === undefined) return `$${name}`;
    return offset.min === offset.max
      ? `$${name} at ${offset.min}`
      : `$${name} in (${offset.min}..${Number.isFinite(offset.max) ? offset.max : "filesize"})`;
  });
  const text = parts.length > 1 ? `(${parts.join(all)})` : (parts[0] ?? "false");
  return options.not ? `not ${text}` : text;
}

function afterText(
  name: string,
  after: string,
  { options }: ReadElement,
  strings: ReadonlyMap<string, Strings>,
): string {
  const [before] = strings.get(after) ?? [];
  if (before === undefined) return "false";
  const gap = `@${name}[i] - @${before.name}[j] - !${before.name}[j]`;
  const { min, max } = options.distance;
  const upper = Number.isFinite(max) ? ` and ${gap} <= ${max}` : "";
  return `for any i in (1..#${name}) : ( for any j in (1..#${before.name}) : ( ${gap} >= ${min}${upper} ) )`;
}
